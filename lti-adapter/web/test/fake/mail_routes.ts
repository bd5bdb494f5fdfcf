// What one person is mailed, and the address of the own calendar, in memory.
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { CalendarFeed_State as State, CalendarFeed_Titles as Titles } from "../../src/gen/driehoek/v1/calendar_pb";
import { CalendarService } from "../../src/gen/driehoek/v1/calendar_service_pb";
import { NotificationPreferences_Digest as Digest } from "../../src/gen/driehoek/v1/notification_pb";
import { NotificationService } from "../../src/gen/driehoek/v1/notification_service_pb";
import { refuse } from "./refuse";

export interface MailWorld {
  digest: Digest;
  feed: State;
  titles: Titles;
  version: number;
}

export function makeMails(): MailWorld {
  return { digest: Digest.DAILY, feed: State.ABSENT, titles: Titles.CODES_ONLY, version: 1 };
}

export function mailRoutes(router: ConnectRouter, world: MailWorld): void {
  const preferences = (name: string) => ({ name, digest: world.digest, etag: `m${world.version}` });
  const feed = (name: string) => ({ name, state: world.feed, titles: world.titles, etag: `f${world.version}`, ...(world.feed !== State.ABSENT && { createTime: { seconds: 1790665920n, nanos: 0 } }) });
  router.service(NotificationService, {
    getNotificationPreferences: ({ name }) => preferences(name),
    updateNotificationPreferences: ({ notificationPreferences: asked }) => {
      if (asked?.etag !== `m${world.version}`) throw refuse(Code.Aborted, "STALE_ETAG");
      Object.assign(world, { digest: asked.digest, version: world.version + 1 });
      return preferences(asked.name);
    },
  });
  router.service(CalendarService, {
    getCalendarFeed: ({ name }) => feed(name),
    createCalendarFeed: ({ parent, calendarFeed: asked }) => {
      Object.assign(world, { feed: State.ACTIVE, titles: asked?.titles ?? Titles.CODES_ONLY, version: world.version + 1 });
      return { calendarFeed: feed(`${parent}/calendarFeed`), uri: `https://driehoek.example/calendar/waarden.geheim${world.version}.ics` };
    },
    revokeCalendarFeed: ({ name, etag }) => {
      if (world.feed !== State.ACTIVE) throw refuse(Code.FailedPrecondition, "CALENDAR_FEED_NOT_ACTIVE");
      if (etag !== `f${world.version}`) throw refuse(Code.Aborted, "STALE_ETAG");
      Object.assign(world, { feed: State.REVOKED, version: world.version + 1 });
      return feed(name);
    },
  });
}
