import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { counted, megabytes } from "../ui/words";

interface Props {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly rows: number;
  readonly isOfOrders: boolean;
  readonly k: number | null;
  /** What else is to be known of it. */
  readonly state: string;
  readonly isMain: boolean;
  /** Null where nothing can be done with it here. */
  readonly onGoOn: (() => void) | null;
  readonly onForget: () => void;
}

/** Forgetting cannot be undone, so it is asked for twice. */
function Choices({ name, state, k, isMain, onGoOn, onForget }: Props & { readonly onGoOn: () => void }): JSX.Element {
  const sure = useRef<HTMLButtonElement>(null), ask = useRef<HTMLButtonElement>(null), wasAsked = useRef(false), [isAsked, setAsked] = useState(false);
  useLayoutEffect(() => {
    if (isAsked) sure.current?.focus();
    else if (wasAsked.current) ask.current?.focus();
    wasAsked.current = isAsked;
  }, [isAsked]);
  if (!isAsked) {
    return (
      <div class="row">
        <button type="button" class={isMain ? "primary" : ""} {...(!isMain && { "aria-label": `Go on with ${name}, ${state}` })} onClick={onGoOn}>{isMain ? "Go on with it" : "Go on"}</button>
        <button type="button" ref={ask} {...(!isMain && { "aria-label": `Forget ${name}, ${state}` })} onClick={() => setAsked(true)}>{isMain ? "Forget it" : "Forget"}</button>
      </div>
    );
  }
  return (
    <div class="sure" role="group" aria-label={`Forget ${name}?`} onKeyDown={({ key }) => { if (key === "Escape") setAsked(false); }}>
      <p>This deletes {k === null ? "the file and what you chose" : `the file, its ${counted(k, "segment")} and your names for them`} from this browser for good.</p>
      <div class="row"><button type="button" class="danger" ref={sure} onKeyDown={(event) => { if (event.repeat) event.preventDefault(); }} onClick={onForget}>Forget all of it</button><button type="button" onClick={() => setAsked(false)}>Keep it</button></div>
    </div>
  );
}

/** A file with what was made of it, to go on with or to forget. */
export function KeptProject(props: Props): JSX.Element {
  const { id, name, size, rows, isOfOrders, k, state, isMain, onGoOn } = props, title = `kept-${id}`;
  const facts = <p class="meta"><span>{megabytes(size)}</span><span>{counted(rows, isOfOrders ? "line" : "customer")}</span>{k !== null && <span>{counted(k, "segment")}</span>}<span>{state}</span></p>;
  if (isMain) return <section class="before" aria-labelledby={title}><div><h2 id={title}>{name}</h2>{facts}</div>{onGoOn && <Choices {...props} onGoOn={onGoOn} />}</section>;
  return <div class="before"><div><h3>{name}</h3>{facts}</div>{onGoOn && <Choices {...props} onGoOn={onGoOn} />}</div>;
}
