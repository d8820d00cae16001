import { decode, reportToText, segment } from "segmentry";
import { parseCsv } from "segmentry/csv";

const customers = parseCsv(`customer_id,age,orders,source
1,22,1,Search
2,58,7,Email
3,24,2,Search
4,61,9,Email
5,21,1,Facebook
6,55,6,Email
7,26,2,Search`);

const { model, report } = segment(customers, { k: 2, seed: 222 });
console.log(reportToText(report));

const json = JSON.stringify(model); // keep it; read it back in any Node or browser
console.log(decode(json, "Segmentation").predict([{ age: 57, orders: 5, source: "Email" }]));
