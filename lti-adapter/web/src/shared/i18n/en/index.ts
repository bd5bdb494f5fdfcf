// English. Must have every key of the Dutch table, or the build stops.
import type { CoreTable } from "../table";
import { frame } from "./frame";
import { act } from "./act";
import { turn } from "./turn";
import { states } from "./states";
import { no } from "./no";
import { self } from "./self";

export const en: CoreTable = { ...frame, ...act, ...turn, ...states, ...no, ...self };
