// The pulse of the reader in some twenty seconds: loaded after the first picture.
import { later } from "../shared/frame/later";

export const Pulse = later(() => import("./pulse_card").then((part) => part.PulseCard));
