import { Connection, post } from "../../scripts/raw-http.mjs";

/** How many customers a service puts into the segments of the model, asked about in batches of 1,000 and one by one; and how far distances are apart. */
export async function agreement(service, customers, { labels, distances }) {
  const connection = new Connection(service.port), found = [];
  try {
    for (let from = 0; from < customers.length; from += 1000) found.push(...await ask(service.paths.many, customers.slice(from, from + 1000)));
    const alone = [];
    for (const customer of customers) alone.push(await ask(service.paths.one, customer));
    const same = (answers) => answers.filter(({ segment }, i) => segment === labels[i]).length;
    const apart = Math.max(...found.map(({ distance }, i) => Math.abs(distance - distances[i])), ...alone.map(({ distance }, i) => Math.abs(distance - distances[i])));
    return { customers: customers.length, batches: same(found), alone: same(alone), apart };
  } finally {
    connection.destroy();
  }

  async function ask(path, body) {
    const answer = await connection.ask(post(path, JSON.stringify(body)));
    if (answer?.status !== 200) throw new Error(`${service.name} answers ${answer?.status} to ${JSON.stringify(body).slice(0, 200)}: ${answer?.body.toString().slice(0, 500)}`);
    return JSON.parse(answer.body);
  }
}
