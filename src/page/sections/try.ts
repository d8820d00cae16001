import type { Facts } from "../facts";
import { h, type Piece } from "../piece";
import { absent, section } from "./parts";

/** Where the script puts the form. */
export function tryOut({ insights }: Facts): Piece {
  const title = "Which segment is a customer in?";
  if (!insights || insights.inputs.length === 0) return section("try", title, null, absent("Without insights there is no form: it needs to know what to ask."));
  return section("try", title, "Change what is known of a customer. The answer comes from the model in this file; nothing is sent anywhere. An empty field counts as missing.",
    h("div", { id: "form-view" }, h("noscript", {}, h("p", { class: "absent" }, "The form needs JavaScript."))));
}
