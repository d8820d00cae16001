#!/usr/bin/env node
import { Command } from "commander";
import { SegmentryError } from "segmentry";
import { fitCommand, mount } from "segmentry/cli";

const program = new Command("shop").description("The tools of a shop");

mount(program, { name: "segments" });

program
  .command("refresh <customers>")
  .description("fit the segments anew: model.json and segments.md in a folder")
  .option("--into <folder>", "where to write", ".")
  .action(async (file, { into }) => {
    const { rows, k, written } = await fitCommand({
      file, seed: 222, output: `${into}/model.json`, report: `${into}/segments.md`, quiet: true,
    });
    console.log(`${rows} customers in ${k} segments: ${Object.values(written).join(", ")}`);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof SegmentryError)) throw error;
  program.error(`shop: ${error.message}`);
}
