// Dutch, the source of what guests do not load.
import { homes } from "./homes";
import { office } from "./office";

export const staff = { ...homes, ...office } as const;
