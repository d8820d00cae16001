// A route of the company's own: which mailing a customer gets.
import { API } from "./config.mjs";

/** Mailings by the name of the segment. Names come with the model: `npm run fit` says which of them have no mailing here. */
const MAILINGS = new Map([
  ["Facebook, gender F", "summer-dresses"],
  ["Search, low total orders", "second-order-voucher"],
  ["High age and total orders", "loyalty-club"],
  ["Gender M, Organic", "sportswear"],
  ["Gender M, Email", "suits"],
]);

/** @param {string} name */
export const mailingOf = (name) => MAILINGS.get(name) ?? "newsletter";

/** @param {string} name */
export const hasMailing = (name) => MAILINGS.has(name);

/** @param {import("fastify").FastifyInstance} app */
export async function campaign(app) {
  // The text as it came: the service reads it, and refuses what is no customer, however deep.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_, text, done) => done(null, text));
  app.post("/campaign", async (request, reply) => {
    const body = String(request.body ?? "");
    if (/^\s*\[/.test(body)) throw Object.assign(new Error("one customer is required, got a list"), { statusCode: 400, code: "ONE_CUSTOMER" });
    // The service in this process, without a network: the same model as its routes have, token, checks and problems included.
    const answer = await app.segmentry.handler(new Request(`http://localhost${API}/predict`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: request.headers.authorization ?? "" },
      body,
    }));
    if (!answer.ok) return answer;
    const { name } = /** @type {{ name: string }} */ (await answer.json());
    reply.header("segmentry-model", answer.headers.get("segmentry-model"));
    return { mailing: mailingOf(name), segment: name };
  });
}
