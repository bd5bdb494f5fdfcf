// The next check-in with the one thing to do, on a home: loaded after the first picture.
import { later } from "../shared/frame/later";

export const NextCheckIn = later(() => import("./next_check_in_card").then((part) => part.NextCheckInCard));
