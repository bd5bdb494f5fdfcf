// English: what guests do not load.
import { homes } from "./homes";
import { office } from "./office";
import { noStaff } from "./no_staff";
import { search } from "./search";

export const staff = { ...homes, ...office, ...search, ...noStaff };
