import type { Facts } from "../facts";
import { h, type Piece } from "../piece";
import { absent, section } from "./parts";

/** Where the script puts the form; nothing without insights, which say what to ask. */
export function tryOut({ insights }: Facts): Piece | null {
  const title = "Which segment is a customer in?";
  if (!insights) return null;
  if (insights.inputs.length === 0) return section("try", title, null, absent("There is no form: the model asks for no column."));
  return section("try", title, "Change what is known of a customer. The answer comes from the model in this file; nothing is sent anywhere. An empty field counts as not known.",
    h("div", { id: "form-view" }, h("noscript", {}, h("p", { class: "absent" }, "The form needs JavaScript."))));
}
