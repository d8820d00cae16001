/** segmentry with what the request of the task says, and more. `exact: false` where its result is not to equal the first row's. */
export const ours = (name, request = {}, options = {}) => ({ name, side: "ours", contestant: "ours", request, exact: true, ...options });

/** A package of npm, or what one writes without. */
export const js = (name, request = {}, options = {}) => ({ name, side: "js", contestant: "peers", request, exact: false, ...options });

/** Python with 1 and with 2 threads. `exact: false` where it calculates in float32, or differently. */
export function python(name, request = {}, { threads = [1, 2], ...options } = {}) {
  return threads.map((count) => ({
    name: `${name}, ${count} thread${count > 1 ? "s" : ""}`, side: "python", contestant: `python${count}`, request, exact: true, ...options,
  }));
}
