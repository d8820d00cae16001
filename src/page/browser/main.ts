import { decodeSegmentation } from "../../predict";
import { absent } from "../sections/parts";
import { foldTables } from "./fold";
import { addForm } from "./form";
import { addMap } from "./map";
import { openForPrint } from "./print";
import { addThemeButton } from "./theme";
import { show } from "./to-dom";

const mapView = document.getElementById("map-view"), formView = document.getElementById("form-view");

addThemeButton(document.getElementById("theme")!);
openForPrint();
foldTables();
try {
  const model = decodeSegmentation(document.getElementById("model")!.textContent), { insights } = model;
  const mark = insights && mapView ? addMap(mapView, insights) : null;
  if (insights && formView) addForm(formView, model, insights, mark);
} catch (error) {
  if (formView) show(formView, absent(`The model in this file cannot be read: ${(error as Error).message}`));
}
performance.mark("drawn");
