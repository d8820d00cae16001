import { existsSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const COLUMNS = [
  'USER_ID',
  'AGE',
  'GENDER',
  'COUNTRY',
  'TRAFFIC_SOURCE',
  'TOTAL_ORDERS',
  'MOST_FREQUENT_BRAND',
  'MOST_FREQUENT_CATEGORY',
];

const COLUMNS_WITH_GAPS = ['AGE', 'COUNTRY', 'MOST_FREQUENT_BRAND'];
const GAP_RATE = 0.01;
const STRAY_BRAND_RATE = 0.04;
const STRAY_CATEGORY_RATE = 0.04;
const MIN_AGE = 12;
const MAX_AGE = 80;

const COUNTRY_WEIGHTS = {
  Australia: 3,
  Belgium: 2,
  Brazil: 14,
  Canada: 4,
  France: 6,
  Germany: 6,
  Italy: 4,
  Japan: 5,
  Poland: 3,
  Spain: 6,
  'United Kingdom': 9,
  'United States': 26,
};

// Hazard: brands and categories are picked so that each group's favourites are neighbours in
// the alphabet. Alphabetical integer codes then carry the groups; renaming one may break that.
const GROUPS = [
  {
    name: 'social',
    share: 0.3,
    age: { mean: 27, sd: 5 },
    female: 0.97,
    extraOrders: { trials: 12, chance: 0.12 },
    sources: { Facebook: 82, Organic: 8, Display: 6, Search: 2, Email: 2 },
    countries: { Brazil: 1.5, Spain: 1.3, Germany: 0.8 },
    brands: {
      Abellune: 6, Amarissel: 30, Arvella: 9, Belcadou: 24,
      Bonbelle: 5, Cassiflore: 16, Cherilou: 7, Daisilune: 3,
    },
    categories: { Accessories: 12, Blouses: 20, 'Crop Tops': 22, Dresses: 46 },
  },
  {
    name: 'comfort',
    share: 0.2,
    age: { mean: 55, sd: 7 },
    female: 0.97,
    extraOrders: { trials: 24, chance: 0.24 },
    sources: { Email: 74, Display: 18, Facebook: 4, Organic: 2, Search: 2 },
    countries: { France: 1.4, Germany: 1.3, Brazil: 0.7 },
    brands: {
      Edelwyne: 5, Elmsworthy: 16, Fernhollow: 30, Fjellmora: 7,
      Gildenrose: 24, Glenmarra: 9, Harbelle: 6, Honeywick: 3,
    },
    categories: { 'Evening Wear': 10, Handbags: 16, Hosiery: 24, Intimates: 50 },
  },
  {
    name: 'bargain',
    share: 0.25,
    age: { mean: 21, sd: 3 },
    female: 0.5,
    extraOrders: { trials: 8, chance: 0.05 },
    sources: { Search: 88, Organic: 7, Facebook: 3, Display: 1, Email: 1 },
    countries: { 'United States': 1.2, Poland: 1.5, Japan: 0.7 },
    brands: {
      Jaypenny: 6, Jumblewick: 16, Kettlow: 30, Klikko: 9,
      Lowmark: 24, Lunnible: 7, Minibasik: 5, Moddly: 3,
    },
    categories: { Jeans: 50, Joggers: 14, Leggings: 20, Multipacks: 16 },
  },
  {
    name: 'classic',
    share: 0.1,
    age: { mean: 58, sd: 7 },
    female: 0.03,
    extraOrders: { trials: 30, chance: 0.27 },
    sources: { Email: 82, Display: 8, Facebook: 4, Organic: 4, Search: 2 },
    countries: { 'United Kingdom': 1.5, Italy: 1.4, Brazil: 0.7 },
    brands: {
      Norrbridge: 5, Oakmerrow: 30, Orlestone: 16, Pemberwell: 24,
      Pilcastle: 9, Quillham: 6, Ravensleigh: 7, Rookbury: 3,
    },
    categories: { 'Outerwear & Coats': 34, Pants: 10, Shirts: 16, Suits: 40 },
  },
  {
    name: 'sporty',
    share: 0.15,
    age: { mean: 31, sd: 5 },
    female: 0.04,
    extraOrders: { trials: 14, chance: 0.16 },
    sources: { Organic: 78, Search: 12, Facebook: 6, Display: 2, Email: 2 },
    countries: { Australia: 1.6, 'United States': 1.1, France: 0.8 },
    brands: {
      Stridella: 5, Surgefield: 24, Tempofox: 30, Trailonik: 16,
      Velodash: 9, Vyperra: 6, Wavekick: 7, Zestrun: 3,
    },
    categories: { Swim: 22, 'T-Shirts': 22, Tracksuits: 34, 'Training Tops': 22 },
  },
];

const USAGE = 'usage: node generate.mjs [--rows N] [--seed S] [--truth] [-o FILE]';
const TWO_TO_32 = 2 ** 32;

// The two multipliers are from https://github.com/skeeto/hash-prospector (public domain).
function splitmix32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

// sfc32 is from Chris Doty-Humphrey's PractRand (public domain).
function createRandom(seed) {
  const expand = splitmix32(seed);
  let a = expand();
  let b = expand();
  let c = expand();
  let counter = 1;
  return () => {
    const output = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + output) | 0;
    return (output >>> 0) / TWO_TO_32;
  };
}

function createPicker(weights) {
  const values = Object.keys(weights);
  const limits = [];
  let total = 0;
  for (const value of values) {
    total += weights[value];
    limits.push(total);
  }
  return (random) => {
    const target = random() * total;
    const index = limits.findIndex((limit) => target < limit);
    return values[index];
  };
}

// Hazard: Math.log and Math.cos may differ in the last bit between engines, so a normal draw is
// approximated by a sum of twelve uniform ones and a count is a sum of coin tosses.
function drawNormal(random, { mean, sd }) {
  let sum = -6;
  for (let i = 0; i < 12; i += 1) sum += random();
  return mean + sd * sum;
}

function drawAge(random, age) {
  for (;;) {
    const years = Math.round(drawNormal(random, age));
    if (years >= MIN_AGE && years <= MAX_AGE) return years;
  }
}

function drawCount(random, { trials, chance }) {
  let count = 0;
  for (let i = 0; i < trials; i += 1) if (random() < chance) count += 1;
  return count;
}

function pickOne(random, values) {
  return values[Math.floor(random() * values.length)];
}

function tiltCountries(tilt) {
  const tilted = { ...COUNTRY_WEIGHTS };
  for (const [country, factor] of Object.entries(tilt)) tilted[country] *= factor;
  return tilted;
}

function prepareGroup(group) {
  return {
    ...group,
    pickSource: createPicker(group.sources),
    pickCountry: createPicker(tiltCountries(group.countries)),
    pickBrand: createPicker(group.brands),
    pickCategory: createPicker(group.categories),
  };
}

function drawCustomer(random, group, allBrands, allCategories) {
  return {
    AGE: drawAge(random, group.age),
    GENDER: random() < group.female ? 'F' : 'M',
    COUNTRY: group.pickCountry(random),
    TRAFFIC_SOURCE: group.pickSource(random),
    TOTAL_ORDERS: 1 + drawCount(random, group.extraOrders),
    MOST_FREQUENT_BRAND:
      random() < STRAY_BRAND_RATE ? pickOne(random, allBrands) : group.pickBrand(random),
    MOST_FREQUENT_CATEGORY:
      random() < STRAY_CATEGORY_RATE ? pickOne(random, allCategories) : group.pickCategory(random),
  };
}

function drawSparseIds(random, count) {
  const ids = [];
  let id = 0;
  for (let i = 0; i < count; i += 1) {
    id += 1 + Math.floor(random() * 3);
    ids.push(id);
  }
  return ids;
}

function shuffle(random, values) {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [values[i], values[j]] = [values[j], values[i]];
  }
  return values;
}

function checkInteger(name, value, min, max) {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${name} must be an integer from ${min} to ${max}, got ${value}`);
  }
}

/**
 * Draws made-up customers; an empty cell is null. The same rows and seed give the same records.
 * With `truth`, each record also has the short name of its planted group as GROUP.
 */
export function generateCustomers({ rows = 2000, seed = 222, truth = false } = {}) {
  checkInteger('rows', rows, 1, 10_000_000);
  checkInteger('seed', seed, 0, TWO_TO_32 - 1);

  const random = createRandom(seed);
  const groups = GROUPS.map(prepareGroup);
  const allBrands = GROUPS.flatMap((group) => Object.keys(group.brands));
  const allCategories = GROUPS.flatMap((group) => Object.keys(group.categories));
  const pickGroup = createPicker(GROUPS.map((group) => group.share));
  const ids = shuffle(random, drawSparseIds(random, rows));

  return ids.map((id) => {
    const group = groups[pickGroup(random)];
    const customer = { USER_ID: id, ...drawCustomer(random, group, allBrands, allCategories) };
    if (random() < GAP_RATE) customer[pickOne(random, COLUMNS_WITH_GAPS)] = null;
    if (truth) customer.GROUP = group.name;
    return customer;
  });
}

function toCsvCell(value) {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function toCsv(customers, columns) {
  const lines = [columns.join(',')];
  for (const customer of customers) {
    lines.push(columns.map((column) => toCsvCell(customer[column])).join(','));
  }
  return `${lines.join('\n')}\n`;
}

function toNumber(text) {
  if (!/^\d+$/.test(text)) throw new RangeError(`expected a whole number, got "${text}"`);
  return Number(text);
}

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '222' },
      truth: { type: 'boolean', default: false },
      output: { type: 'string', short: 'o' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return { ...values, rows: toNumber(values.rows), seed: toNumber(values.seed) };
}

function writeWhole(file, text) {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function run(args) {
  const { rows, seed, truth, output, help } = readOptions(args);
  if (help) {
    console.log(USAGE);
    return;
  }
  const columns = truth ? [...COLUMNS, 'GROUP'] : COLUMNS;
  const csv = toCsv(generateCustomers({ rows, seed, truth }), columns);
  if (output === undefined) process.stdout.write(csv);
  else writeWhole(output, csv);
}

function isMain() {
  const script = process.argv[1];
  if (script === undefined || !existsSync(script)) return false;
  return import.meta.url === pathToFileURL(realpathSync(script)).href;
}

if (isMain()) {
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    run(process.argv.slice(2));
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
    process.exitCode = 1;
  }
}
