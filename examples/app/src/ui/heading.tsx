import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { busy } from "../state/session";

let isFirst = true;

/** The heading of a step. It takes the focus when its step comes, but not when the page does. */
export function Heading({ title, children }: { readonly title: string; readonly children?: ComponentChildren }): JSX.Element {
  const ref = useRef<HTMLHeadingElement>(null), isNew = useRef(true), isFree = busy.value === null;
  // At once: what comes a moment later would take the focus from whoever has gone on already.
  useLayoutEffect(() => {
    // While work goes on the step cannot be focused.
    if (!isFree || !isNew.current) return;
    isNew.current = false;
    document.title = `${title} – segmentry`;
    if (!isFirst) {
      ref.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    isFirst = false;
  }, [isFree]);
  return <><h1 ref={ref} tabIndex={-1}>{title}</h1>{children !== undefined && <p class="lead">{children}</p>}</>;
}
