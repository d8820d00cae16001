import { Random } from "../generate/random.mjs";
import { favourites, guideDatabase, harmonic, independent, mixed, mixture, numbers, shaped } from "./draw.mjs";

/** Data that assessClusters is tried on; `k` is what it should find, null where there is nothing. */
const family = (title, k, group, draw, share = 1) => ({ title, k, group, share, draw });

const normal = (random) => random.normal();
const exponential = (random) => -Math.log(1 - random.uniform());
/** Student's t of 4 degrees of freedom. */
const heavy = (random) => 2 * random.normal() / Math.hypot(random.normal(), random.normal(), random.normal(), random.normal());
const lognormal = (random, common) => Math.exp(0.6 * common(random));
const cells = (count) => Array.from({ length: count }, () => 1);
const LEVELS = [harmonic(3), harmonic(5), harmonic(8), cells(2), cells(4), harmonic(12)];

/** One crowd each, in which columns do not go together as normal ones do. */
const SHAPES = {
  ring(random) {
    const angle = 2 * Math.PI * random.uniform();
    return [Math.cos(angle) + 0.1 * random.normal(), Math.sin(angle) + 0.1 * random.normal()];
  },
  banana(random) {
    const along = random.normal();
    return [along, 0.7 * along * along + 0.3 * random.normal()];
  },
  triangle(random) {
    const first = random.uniform();
    return [first, first * random.uniform()];
  },
  orders(random) {
    const orders = 1 + Math.floor(3 * exponential(random));
    return [Math.log(orders), Math.log(orders * (20 + 30 * random.uniform())), Math.sqrt((365 * random.uniform()) / orders)];
  },
};

export const FAMILIES = {
  u2: family("uniform, 2 columns, n = 300", null, "none", (random) => numbers(random, 300, 2, (r) => r.uniform())),
  u5: family("uniform, 5 columns, n = 500", null, "none", (random) => numbers(random, 500, 5, (r) => r.uniform())),
  g2: family("normal, 2 columns, n = 300", null, "none", (random) => numbers(random, 300, 2, normal)),
  g10: family("normal, 10 columns, n = 500", null, "none", (random) => numbers(random, 500, 10, normal)),
  g5r: family("normal, 5 columns correlated 0.5, n = 500", null, "none", (random) => numbers(random, 500, 5, (r, common) => common(r), 0.5)),
  t3: family("Student's t (4), 3 columns, n = 500", null, "none", (random) => numbers(random, 500, 3, heavy)),
  ex3: family("exponential, 3 columns, n = 500", null, "none", (random) => numbers(random, 500, 3, exponential)),
  ln3: family("lognormal, 3 columns, n = 500", null, "none", (random) => numbers(random, 500, 3, lognormal)),
  ln3r: family("lognormal, 3 columns correlated 0.6, n = 500", null, "none", (random) => numbers(random, 500, 3, lognormal, 0.6)),
  c6: family("6 categories, one-hot, n = 400", null, "none", (random) => independent(random, 400, LEVELS)),
  c6e: family("6 categories of 8 equal levels, one-hot, n = 400", null, "none", (random) => independent(random, 400, LEVELS.map(() => cells(8)))),
  gl: family("the guide's columns as codes, 2 components, n = 1000", null, "none", (random) => guideDatabase(random, 1000, "codes")),
  gh: family("the guide's columns, one-hot, n = 500", null, "none", (random) => guideDatabase(random, 500, "one-hot")),
  mx: family("3 numbers and 3 categories, n = 500", null, "none", (random) => mixed(random, 500, LEVELS.slice(0, 3))),
  u2s: family("uniform, 2 columns, n = 60", null, "none", (random) => numbers(random, 60, 2, (r) => r.uniform())),
  g3s: family("normal, 3 columns, n = 60", null, "none", (random) => numbers(random, 60, 3, normal)),
  ex3s: family("exponential, 3 columns, n = 60", null, "none", (random) => numbers(random, 60, 3, exponential)),
  c3s: family("3 categories, one-hot, n = 60", null, "none", (random) => independent(random, 60, LEVELS.slice(0, 3))),
  g3l: family("normal, 3 columns, n = 5000", null, "none", (random) => numbers(random, 5000, 3, normal), 0.2),
  ln3l: family("lognormal, 3 columns correlated 0.6, n = 5000", null, "none", (random) => numbers(random, 5000, 3, lognormal, 0.6), 0.2),
  m2: family("2 groups, 2 columns, 6 deviations, n = 400", 2, "separated", (random) => mixture(random, 400, 2, 2, 6)),
  m3: family("3 groups, 3 columns, 5 deviations, n = 300", 3, "separated", (random) => mixture(random, 300, 3, 3, 5)),
  m5: family("5 groups, 2 columns, 6 deviations, n = 500", 5, "separated", (random) => mixture(random, 500, 2, 5, 6)),
  m5e: family("5 groups, 8 columns, 6 deviations, n = 500", 5, "separated", (random) => mixture(random, 500, 8, 5, 6)),
  m7: family("7 groups, 5 columns, 5 deviations, n = 700", 7, "separated", (random) => mixture(random, 700, 5, 7, 5)),
  m8: family("8 groups, 4 columns, 6 deviations, n = 800", 8, "separated", (random) => mixture(random, 800, 4, 8, 6)),
  m10: family("10 groups, 3 columns, 6 deviations, n = 1000", 10, "separated", (random) => mixture(random, 1000, 3, 10, 6)),
  q3: family("3 groups in 6 categories, 80 % favourites, n = 600", 3, "separated", (random) => favourites(random, 600, 3, 6, 0.8)),
  q5: family("5 groups in 6 categories, 80 % favourites, n = 600", 5, "separated", (random) => favourites(random, 600, 5, 6, 0.8)),
  planted: family("5 planted groups of examples/data, default recipe, n = 2000", 5, "separated", null, 0.4),
  plantedGuide: family("5 planted groups of examples/data, guide's recipe, n = 2000", 5, "separated", null, 0.4),
  o35: family("4 groups, 3 columns, 3.5 deviations, n = 500", 4, "overlapping", (random) => mixture(random, 500, 3, 4, 3.5)),
  o3: family("5 groups, 2 columns, 3 deviations, n = 500", 5, "overlapping", (random) => mixture(random, 500, 2, 5, 3)),
  o25: family("3 groups, 2 columns, 2.5 deviations, n = 500", 3, "overlapping", (random) => mixture(random, 500, 2, 3, 2.5)),
  ring: family("a ring, n = 400", null, "one crowd of another shape", (random) => shaped(random, 400, SHAPES.ring), 0.3),
  banana: family("a banana, n = 400", null, "one crowd of another shape", (random) => shaped(random, 400, SHAPES.banana), 0.3),
  triangle: family("a triangle, n = 400", null, "one crowd of another shape", (random) => shaped(random, 400, SHAPES.triangle), 0.3),
  rfm: family("logarithms of orders and their sum, days since the last, n = 400", null, "one crowd of another shape", (random) => shaped(random, 400, SHAPES.orders), 0.3),
};

/** The data of a family for a seed: rows, and the options that say what its columns are. */
export const drawn = (name, seed) => FAMILIES[name].draw(new Random(1000 * (Object.keys(FAMILIES).indexOf(name) + 1) + seed));
