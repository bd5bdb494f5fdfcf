// The hours of this week on the home of a student: loaded after the first picture.
import { later } from "../shared/frame/later";

export const Week = later(() => import("./week_card").then((part) => part.WeekCard));
