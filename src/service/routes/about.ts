import type { ModelRegistry } from "../registry";
import type { ServedModel } from "../served-model";

/** What a service says of its segments: sizes, names, what sets them apart, profiles. */
export function segmentsOf(served: ServedModel): object {
  const { model, name, version, names, insights } = served;
  return {
    model: { name, version },
    verdict: insights ? { kind: insights.verdict.kind, summary: insights.verdict.summary } : null,
    segments: model.report.clusters.map(({ cluster, size, ratio, columns }) => {
      const insight = insights?.segments[cluster];
      return {
        segment: cluster, name: names[cluster]!, size, ratio,
        silhouette: insight?.silhouette ?? null, stability: insight?.stability ?? null, stabilityBand: insight?.stabilityBand ?? null,
        apart: insight?.apart.map(({ text }) => text) ?? [], rules: insight?.rules ?? [], columns,
      };
    }),
  };
}

/** What a service says of a model: what it is, and what it asks of a customer. */
export function modelOf(served: ServedModel): object {
  const { model, name, version, fields, crowd } = served;
  return {
    name, version, segments: model.k, customers: model.report.rows, id: model.id,
    columns: fields.map((field) => ({ name: field.name, type: field.type, nullable: field.nullable, categories: field.categories, open: field.open, example: field.example })),
    leftOut: model.leftOut, notes: model.notes, similar: crowd ? { customers: crowd.rows, ids: crowd.hasIds } : null,
  };
}

/** All models that a service has. */
export function modelsOf(registry: ModelRegistry): object {
  return { models: registry.list().map(({ name, version, isCurrent, k }, i) => ({ name, version, isCurrent, isDefault: i === 0, segments: k })) };
}
