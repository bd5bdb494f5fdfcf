// "Something is wrong with my workplace": a quiet line in the placement of a student, never on a page of the employer's side.
import { later } from "../shared/frame/later";

export const WayOn = later(() => import("./way_on_card").then((part) => part.WayOnCard));
