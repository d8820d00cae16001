import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameText } from "../../src/service/access";
import { ADA, ask, JSON_TYPE, serviceOf } from "./support";

const TOKEN = "correct-horse-battery", ADMIN = "another-horse-battery";
const bearer = (token: string): RequestInit => ({ headers: { ...JSON_TYPE, authorization: `Bearer ${token}` } });

describe("access", () => {
  it("needs the token for all but health and readiness", async () => {
    const service = await serviceOf({ token: TOKEN });
    for (const path of ["/predict", "/segments", "/model", "/models", "/openapi.json"]) {
      const body = path === "/predict" ? ADA : undefined, none = await ask(service, path, body);
      expect(none.body).toMatchObject({ status: 401, code: "UNAUTHORIZED" });
      expect(none.headers.get("www-authenticate")).toBe("Bearer");
      for (const wrong of ["x", `${TOKEN}x`, TOKEN.slice(1), TOKEN.toUpperCase()]) expect((await ask(service, path, body, bearer(wrong))).status).toBe(401);
      expect((await ask(service, path, body, bearer(TOKEN))).status).toBe(200);
    }
    expect((await ask(service, "/health")).status).toBe(200);
    expect((await ask(service, "/ready")).status).toBe(200);
  });

  it("reloads only by the token of its own, and tells what was refused", async () => {
    let isBroken = false;
    const service = await serviceOf({ token: TOKEN, adminToken: ADMIN, reload: () => (isBroken ? Promise.reject(new Error("disk")) : Promise.resolve()) }), post = { method: "POST" };
    expect((await ask(service, "/admin/reload", undefined, { ...post, ...bearer(TOKEN) })).status).toBe(401);
    expect((await ask(service, "/admin/reload", undefined, { ...post, ...bearer(ADMIN) })).body.models).toHaveLength(1);
    isBroken = true;
    expect((await ask(service, "/admin/reload", undefined, { ...post, ...bearer(ADMIN) })).body).toMatchObject({ status: 503, code: "NOT_RELOADED", detail: "the old models stay: the log says why" });
    expect((await ask(service, "/admin/reload", undefined, bearer(ADMIN))).body).toMatchObject({ status: 405 });
  });

  it("compares all of a text", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => sameText(a, b) === (a === b) && sameText(a, a)));
  });

  it("lets pages of other origins read only where they are allowed to", async () => {
    const shop = { headers: { ...JSON_TYPE, origin: "https://shop.example" } }, other = { headers: { ...JSON_TYPE, origin: "https://evil.example" } }, name = "access-control-allow-origin";
    expect((await ask(await serviceOf(), "/predict", ADA, shop)).headers.get(name)).toBeNull();
    const service = await serviceOf({ cors: ["https://shop.example"], token: TOKEN });
    expect((await ask(service, "/health", undefined, shop)).headers.get(name)).toBe("https://shop.example");
    expect((await ask(service, "/health", undefined, other)).headers.get(name)).toBeNull();
    const asking = { method: "OPTIONS", headers: { origin: "https://shop.example", "access-control-request-method": "POST" } }, asked = await ask(service, "/predict", undefined, asking);
    expect([asked.status, asked.headers.get("access-control-allow-methods"), asked.headers.get("access-control-allow-headers")]).toEqual([204, "POST", "authorization, content-type"]);
    expect((await ask(service, "/predict", undefined, { ...asking, headers: { ...asking.headers, origin: "https://evil.example" } })).status).toBe(401);
    expect((await ask(await serviceOf({ cors: ["*"] }), "/health", undefined, other)).headers.get(name)).toBe("*");
  });

  it("refuses origins that no browser sends, which nobody would be allowed by, or by a part of which others would", async () => {
    for (const cors of ["https://shop.example", ["https://shop.example/"], ["shop.example"], ["https://Shop.example"], ["null"], [7], [""]]) await expect(serviceOf({ cors: cors as string[] }), JSON.stringify(cors)).rejects.toMatchObject({ code: "INVALID_OPTION" });
    for (const cors of [[], ["*"], ["http://localhost:5173", "https://shop.example"], ["chrome-extension://abcdef"], ["capacitor://localhost"]]) await serviceOf({ cors });
  });

  it("tells clients to come back where too many are being answered, and answers again after them", async () => {
    const service = await serviceOf({ limits: { concurrent: 2, requestMs: 100 } }), never = (): ReadableStream => new ReadableStream({ pull: () => new Promise(() => undefined) });
    const held = [ask(service, "/predict", never()), ask(service, "/predict", never())], third = await ask(service, "/predict", ADA);
    expect(third.body).toMatchObject({ status: 503, code: "BUSY" });
    expect(third.headers.get("retry-after")).toBe("1");
    expect((await ask(service, "/health")).status).toBe(200);
    const few = await ask(service, "/predict", ADA, { method: "POST", headers: { "content-type": "application/json", "content-length": "99" } });
    expect(few.status, "bodies of few customers have places of their own").toBe(200);
    expect((await Promise.all(held)).map(({ status }) => status)).toEqual([408, 408]);
    expect((await ask(service, "/predict", ADA)).status).toBe(200);
  });
});
