// An ordered list of places: dragged, moved up and down, or put at a place; by hand, by keyboard and by voice. Every move is said.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useWords } from "../shared/i18n/context";
import { Icon } from "../shared/ui/status";
import { dropIndex, moveTo } from "./reorder";
import "./rank_list.css";

export interface Ranked {
  readonly id: string;
  readonly title: string;
  readonly note?: string | undefined;
  /** Why it can no longer stand here. */
  readonly problem?: string | undefined;
}

interface Props {
  readonly label: string;
  readonly items: readonly Ranked[];
  readonly onOrder: (ids: string[]) => void;
}

type Control = "grip" | "up" | "down" | "place";

export function RankList({ label, items, onOrder }: Props) {
  const { t } = useWords();
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<{ id: string; control: Control }>();
  const [said, setSaid] = useState("");
  const [drag, setDrag] = useState<{ id: string; to: number }>();
  const ids = items.map((item) => item.id);

  // Moving a row takes the focus from its buttons; it is given back, so that the next press moves on.
  useLayoutEffect(() => {
    const { id, control } = wanted.current ?? {};
    wanted.current = undefined;
    const row = [...(list.current?.children ?? [])].find((child) => child.getAttribute("data-id") === id);
    const button = row?.querySelector<HTMLElement>(`[data-control="${control ?? ""}"]:not(:disabled)`) ?? row?.querySelector<HTMLElement>('[data-control="grip"]');
    button?.focus();
  }, [items]);

  const move = (id: string, to: number, control: Control) => {
    const from = ids.indexOf(id);
    const next = moveTo(ids, from, to);
    const at = next.indexOf(id);
    if (at === from) return;
    wanted.current = { id, control };
    setSaid(t("rank.moved", { place: items[from]?.title ?? "", n: at + 1, total: ids.length }));
    onOrder(next);
  };
  const remove = (item: Ranked) => {
    const at = ids.indexOf(item.id);
    const neighbour = ids[at + 1] ?? ids[at - 1];
    if (neighbour !== undefined) wanted.current = { id: neighbour, control: "grip" };
    setSaid(t("rank.removed", { place: item.title }));
    onOrder(ids.filter((id) => id !== item.id));
  };
  const start = (event: PointerEvent, id: string) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const from = ids.indexOf(id);
    let to = from;
    const follow = ({ clientY }: PointerEvent) => {
      const middles = [...(list.current?.children ?? [])].map((row) => {
        const { top, height } = row.getBoundingClientRect();
        return top + height / 2;
      });
      to = dropIndex(middles, from, clientY);
      setDrag({ id, to });
    };
    const end = ({ type }: Event) => {
      for (const [name, listener] of [["pointermove", follow], ["pointerup", end], ["pointercancel", end]] as const) window.removeEventListener(name, listener as EventListener);
      setDrag(undefined);
      if (type === "pointerup") move(id, to, "grip");
    };
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
    setDrag({ id, to });
  };

  return (
    <>
      <ol class="rank" ref={list} aria-label={label}>
        {items.map((item, index) => {
          const from = drag === undefined ? -1 : ids.indexOf(drag.id);
          const mark = drag === undefined || drag.to === from ? "" : index === drag.to ? (drag.to < from ? " before" : " after") : "";
          return (
            <li key={item.id} data-id={item.id} class={`${drag?.id === item.id ? "held" : ""}${mark}`}>
              <button type="button" class="grip" data-control="grip" aria-label={t("rank.grip", { place: item.title })} title={t("rank.grip_title")}
                onPointerDown={(event) => start(event, item.id)}
                onKeyDown={(event) => {
                  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
                  event.preventDefault();
                  move(item.id, index + (event.key === "ArrowUp" ? -1 : 1), "grip");
                }}
              ><span aria-hidden="true">{index + 1}</span></button>
              <div><b class="b">{item.title}</b>{item.note && <p class="s q">{item.note}</p>}{item.problem && <p class="st stop"><Icon name="stop" /><span>{item.problem}</span></p>}</div>
              <div class="ways">
                <button type="button" class="btn flat sm up" data-control="up" disabled={index === 0} aria-label={t("rank.up", { place: item.title })} title={t("act.up")} onClick={() => move(item.id, index - 1, "up")}><Icon name="down" /></button>
                <button type="button" class="btn flat sm" data-control="down" disabled={index === items.length - 1} aria-label={t("rank.down", { place: item.title })} title={t("act.down")} onClick={() => move(item.id, index + 1, "down")}><Icon name="down" /></button>
                <select data-control="place" aria-label={t("rank.to", { place: item.title })} value={String(index + 1)} onChange={(event) => move(item.id, Number(event.currentTarget.value) - 1, "place")}>
                  {items.map((other, at) => <option key={other.id} value={String(at + 1)}>{t("rank.place_n", { n: at + 1 })}</option>)}
                </select>
                <button type="button" class="btn flat sm" onClick={() => remove(item)}>{t("act.remove")}<span class="vh"> {item.title}</span></button>
              </div>
            </li>
          );
        })}
      </ol>
      <p class="vh" aria-live="polite">{said}</p>
    </>
  );
}
