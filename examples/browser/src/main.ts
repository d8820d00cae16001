import { decodeSegmentation, SegmentryError, type SegmentationModel } from "segmentry/predict";
import { showAnswer } from "./answer";
import { byId, element } from "./element";
import { buildFields, fillTypical, readForm } from "./form";

try {
  start(await loadModel("model.json"));
} catch (error) {
  byId("about").textContent = "There is no model to ask.";
  showError(error);
}

async function loadModel(url: string): Promise<SegmentationModel> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} cannot be loaded: ${response.status} ${response.statusText}`);
  return decodeSegmentation(await response.text());
}

function start(model: SegmentationModel): void {
  const form = byId<HTMLFormElement>("customer"), { clusters, rows } = model.report;
  const answer = (): void => {
    try {
      showAnswer(model, readForm(form, model.features));
      byId("error").hidden = true;
      byId("answer").hidden = false;
    } catch (error) {
      showError(error);
    }
  };
  const typical = clusters.map((cluster) => {
    const button = element("button", { type: "button", textContent: String(cluster.cluster), ariaLabel: `Typical of segment ${cluster.cluster}` });
    button.addEventListener("click", () => {
      fillTypical(form, cluster);
      answer();
    });
    return button;
  });
  byId("about").textContent = `A model of ${model.k} segments, found among ${rows.toLocaleString("en")} made-up customers.`;
  byId("fields").replaceChildren(...buildFields(model));
  byId("typical").replaceChildren(element("span", { textContent: "Fill in what is typical of segment" }), ...typical);
  form.addEventListener("input", answer);
  form.addEventListener("submit", (event) => event.preventDefault());
  fillTypical(form, clusters[0]!);
  form.hidden = false;
  answer();
}

function showError(error: unknown): void {
  byId("error").textContent = error instanceof SegmentryError ? error.message : String(error);
  byId("error").hidden = false;
  byId("answer").hidden = true;
}
