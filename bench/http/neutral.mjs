// The handler of segmentry/http behind node:http alone: node neutral.mjs MODEL PORT
console.error("to be written");
process.exit(1);
