// English. Must have every key of the Dutch table.
import type { Table } from "../table";
import { frame } from "./frame";
import { act } from "./act";
import { turn } from "./turn";
import { agreement } from "./agreement";
import { office } from "./office";
import { no } from "./no";

export const en: Table = { ...frame, ...act, ...turn, ...agreement, ...office, ...no };
