import { describe, expect, it } from "vitest";
import { Breath, Turns } from "../../src/service/turns";

/** Works that need so many turns each, all at once; what had its turn, in order. */
async function work(waiters: readonly { readonly name: string; readonly since: number; readonly turns: number }[]): Promise<string[]> {
  const turns = new Turns(), order: string[] = [];
  await Promise.all(waiters.map(async ({ name, since, turns: needed }) => {
    for (let i = 0; i < needed; i++) {
      await turns.next(since);
      order.push(name);
    }
  }));
  return order;
}

describe("turns", () => {
  it("are every other one for who has been there longest, and for the others in line", async () => {
    const order = await work([{ name: "c", since: 3, turns: 4 }, { name: "a", since: 1, turns: 4 }, { name: "b", since: 2, turns: 4 }]);
    expect(order.filter((_, i) => i % 2 === 0).slice(0, 3)).toEqual(["a", "a", "a"]);
    expect(order.lastIndexOf("a")).toBeLessThan(order.lastIndexOf("b"));
    expect(order.indexOf("c")).toBe(1);
    expect(order).toHaveLength(12);
  });

  it("bring requests to their ends one after the other, where equal shares would bring all to it at the last", async () => {
    const order = await work(Array.from({ length: 20 }, (_, i) => ({ name: String(i), since: i, turns: 50 }))), ends = Array.from({ length: 20 }, (_, i) => order.lastIndexOf(String(i)));
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
    expect(ends[0]).toBeLessThan(110);
    expect(ends[9]).toBeLessThan(800);
  });

  it("of a few customers come soon beside those of many, and those of what never ends do not come first for ever", async () => {
    const order = await work([...Array.from({ length: 5 }, (_, i) => ({ name: "many", since: i, turns: 500 })), { name: "few", since: 9, turns: 2 }]);
    expect(order.lastIndexOf("few")).toBeLessThan(30);
    const turns = new Turns(), stream = new Breath(turns), seen: string[] = [];
    const endless = (async () => {
      for (let i = 0; i < 40; i++) {
        stream.renew();
        await stream.next();
        seen.push("stream");
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 2));
    const list = new Breath(turns);
    for (let i = 0; i < 10; i++) {
      await list.next();
      seen.push("list");
    }
    await endless;
    expect(seen.slice(seen.indexOf("list"), seen.lastIndexOf("list")).filter((one) => one === "stream").length).toBeLessThan(12);
  });
});
