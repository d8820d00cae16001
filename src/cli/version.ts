import packageJson from "../../package.json";

/** The version of segmentry. */
export const version: string = packageJson.version;
