import { Random } from "./random.mjs";

const COUNTRIES = {
  China: 34, "United States": 22.5, Brasil: 14.5, "South Korea": 5.3, France: 4.7, "United Kingdom": 4.6, Germany: 4.2,
  Spain: 4, Japan: 2.4, Australia: 2.1, Belgium: 1.2, Poland: 0.25, Colombia: 0.02, Austria: 0.01, Deutschland: 0.01,
};
const SOURCES = { Search: 70, Organic: 15, Facebook: 6, Email: 5, Display: 4 };
const ORDERS = { 1: 63, 2: 25, 3: 8, 4: 4 };
/** Who buys of a category: women, men, or both. */
const CATEGORIES = {
  Accessories: "both", Active: "both", "Blazers & Jackets": "women", "Clothing Sets": "women", Dresses: "women",
  "Fashion Hoodies & Sweatshirts": "both", Intimates: "women", Jeans: "both", "Jumpsuits & Rompers": "women",
  Leggings: "women", Maternity: "women", "Outerwear & Coats": "both", Pants: "men", "Pants & Capris": "women", Plus: "women",
  Shorts: "both", Skirts: "women", "Sleep & Lounge": "both", Socks: "men", "Socks & Hosiery": "women", Suits: "women",
  "Suits & Sport Coats": "men", Sweaters: "both", Swim: "both", "Tops & Tees": "both", Underwear: "men",
};
const SYLLABLES = ["ka", "lo", "mi", "ren", "to", "va", "shi", "dor", "el", "pra", "nu", "gal", "be", "quin", "zar", "ost"];
const ENDINGS = ["Co.", "Studio", "Brothers", "Wear"];

/**
 * CSV of customers of a made-up shop, of the shape of a well-known public data set: skewed countries, sources and orders;
 * brands of which few are bought by many and many by few; categories that go with the gender.
 */
export function customersCsv({ seed, rows, brands }) {
  const random = new Random(seed);
  const names = brandNames(random, brands);
  const country = chooser(random, COUNTRIES), source = chooser(random, SOURCES), orders = chooser(random, ORDERS);
  const brand = random.categories(names.map((_, i) => 1 / (i + 3) ** 0.95));
  const category = { F: chooser(random, categoryWeights("men")), M: chooser(random, categoryWeights("women")) };
  const shareOfWomen = names.map(() => 0.2 + 0.6 * random.uniform());
  const lines = ["USER_ID,AGE,GENDER,COUNTRY,TRAFFIC_SOURCE,TOTAL_ORDERS,BRAND,CATEGORY"];
  for (let i = 1; i <= rows; i++) {
    const bought = brand(), gender = random.uniform() < shareOfWomen[bought] ? "F" : "M";
    const age = 12 + random.integer(59);
    lines.push([i, age, gender, country(), source(), orders(), names[bought], category[gender]()].join(","));
  }
  return `${lines.join("\n")}\n`;
}

function chooser(random, weights) {
  const values = Object.keys(weights), draw = random.categories(Object.values(weights));
  return () => values[draw()];
}

/** Weights of all categories, 0 for those that only the others buy. */
function categoryWeights(others) {
  return Object.fromEntries(Object.entries(CATEGORIES).map(([name, buyers], i) => [name, buyers === others ? 0 : 1 + ((i * 7) % 5)]));
}

/** Different names, in an order that their spelling does not tell. */
function brandNames(random, count) {
  const names = new Set();
  while (names.size < count) {
    const syllables = Array.from({ length: 2 + random.integer(3) }, () => SYLLABLES[random.integer(SYLLABLES.length)]).join("");
    const name = syllables[0].toUpperCase() + syllables.slice(1);
    names.add(random.uniform() < 0.3 ? `${name} ${ENDINGS[random.integer(ENDINGS.length)]}` : name);
  }
  return [...names];
}
