// What learning tasks of own students ask of a supervisor: loaded after the first picture.
import { later } from "../shared/frame/later";

export const TaskAsks = later(() => import("./task_asks_card").then((part) => part.TaskAsksCard));
