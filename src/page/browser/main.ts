import { decodeSegmentation } from "../../predict";
import { addForm } from "./form";
import { addMap } from "./map";
import { openForPrint } from "./print";
import { addThemeButton } from "./theme";

addThemeButton(document.getElementById("theme")!);
openForPrint();

const model = decodeSegmentation(document.getElementById("model")!.textContent), { insights } = model;
if (insights) {
  const mapView = document.getElementById("map-view"), formView = document.getElementById("form-view");
  const mark = mapView && addMap(mapView, insights);
  if (formView) addForm(formView, model, insights, mark);
}
document.documentElement.dataset.ready = "true";
performance.mark("drawn");
