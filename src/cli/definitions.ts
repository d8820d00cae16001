import { appDefinition } from "./commands/app";
import { describeDefinition } from "./commands/describe";
import { elbowDefinition } from "./commands/elbow";
import { explainDefinition } from "./commands/explain";
import { featuresDefinition } from "./commands/features";
import { fitDefinition } from "./commands/fit";
import { inspectDefinition } from "./commands/inspect";
import { predictDefinition } from "./commands/predict";
import { reportDefinition } from "./commands/report";
import { rfmDefinition } from "./commands/rfm";
import { serveDefinition } from "./commands/serve";
import { similarDefinition } from "./commands/similar";
import type { CommandDefinition } from "./definition";

/** All commands, in the order of their help. */
export const DEFINITIONS: readonly CommandDefinition[] = [
  fitDefinition, predictDefinition, similarDefinition, explainDefinition, reportDefinition, elbowDefinition, inspectDefinition, describeDefinition, featuresDefinition, rfmDefinition, serveDefinition, appDefinition,
];
