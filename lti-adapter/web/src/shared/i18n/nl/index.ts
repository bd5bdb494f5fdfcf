// Dutch, the source of all keys that everyone loads.
import { frame } from "./frame";
import { act } from "./act";
import { turn } from "./turn";
import { states } from "./states";
import { no } from "./no";
import { self } from "./self";

export const nl = { ...frame, ...act, ...turn, ...states, ...no, ...self } as const;
