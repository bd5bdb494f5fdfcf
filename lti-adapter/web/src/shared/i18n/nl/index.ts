// Dutch, the source of all keys.
import { frame } from "./frame";
import { act } from "./act";
import { turn } from "./turn";
import { agreement } from "./agreement";
import { office } from "./office";
import { no } from "./no";

export const nl = { ...frame, ...act, ...turn, ...agreement, ...office, ...no } as const;
