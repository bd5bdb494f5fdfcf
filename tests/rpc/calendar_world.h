// Calendar feeds and preferences for mails as they are joined in the server, beside the triangle of
// LearningTaskTest.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "calendar/feed_policy.h"
#include "calendar/feed_service.h"
#include "calendar/sql_feed_store.h"
#include "driehoek/v1/calendar_service.grpc.pb.h"
#include "driehoek/v1/notification_service.grpc.pb.h"
#include "learning_task_world.h"
#include "notify/migrations.h"
#include "notify/preference_policy.h"
#include "notify/preference_service.h"
#include "server/access_joins.h"
#include "server/calendar_joins.h"
#include "server/notify_joins.h"

namespace driehoek::test {

using Calendars = v1::CalendarService::Stub;
using Notifications = v1::NotificationService::Stub;

inline const Who kAdapter{.role = Role::kAdapter};

class CalendarTest : public LearningTaskTest {
 protected:
  void SetUp() override {
    LearningTaskTest::SetUp();
    Migrate("notify", notify::Migrations());
    Migrate("calendar", calendar::Migrations());
    Migrate("check_in", progress::checkin::Migrations());
    joined_ = std::make_unique<Joined>(tenant_database(), world());
  }
  void TearDown() override {
    if (joined_ != nullptr) joined_->server->Shutdown();
    LearningTaskTest::TearDown();
  }
  std::vector<auth::Right> Rights() const override {
    std::vector<auth::Right> rights = LearningTaskTest::Rights();
    for (const auth::Right& right : calendar::CalendarRights()) rights.push_back(right);
    for (const auth::Right& right : notify::NotificationRights()) rights.push_back(right);
    return rights;
  }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Calendars::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world().Ask(joined_->calendars, method, who, request);
  }
  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Notifications::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world().Ask(joined_->notifications, method, who, request);
  }
  using LearningTaskTest::Ask;

 private:
  struct Joined {
    Joined(storage::TenantDatabase& database, DirectoryWorld& world)
        : people(world.reader, world.directory_store),
          addressees(people, world.reader),
          preference_store(database),
          preference_handler({preference_store, addressees, wrong_secrets, world.change_log}),
          notification_service(notify::MakeNotificationService(world.border, preference_handler)),
          task_store(database),
          check_in_store(database),
          progress_placements(world.placement_store, world.directory_facts),
          programmes(world.reader),
          agendas({people, world.reader, world.placement_store, progress_placements, programmes,
                   task_store, check_in_store}),
          feed_store(database),
          feed_handler(
              {feed_store, world.change_log, agendas, wrong_secrets, "https://driehoek.example"}),
          calendar_service(calendar::MakeCalendarService(world.border, feed_handler)) {
      grpc::ServerBuilder builder;
      builder.RegisterService(notification_service.get());
      builder.RegisterService(calendar_service.get());
      server = builder.BuildAndStart();
      notifications = v1::NotificationService::NewStub(server->InProcessChannel({}));
      calendars = v1::CalendarService::NewStub(server->InProcessChannel({}));
    }
    server::PeopleOfDirectory people;
    server::AddresseesOfDirectory addressees;
    auth::WrongSecrets wrong_secrets;
    notify::PreferenceStore preference_store;
    notify::PreferenceHandler preference_handler;
    std::unique_ptr<grpc::Service> notification_service;
    progress::task::SqlTaskStore task_store;
    progress::checkin::SqlCheckInStore check_in_store;
    server::PlacementsOfProgress progress_placements;
    server::ProgrammesOfTasks programmes;
    server::AgendasOfHouse agendas;
    calendar::SqlFeedStore feed_store;
    calendar::FeedHandler feed_handler;
    std::unique_ptr<grpc::Service> calendar_service;
    std::unique_ptr<grpc::Server> server;
    std::unique_ptr<Notifications> notifications;
    std::unique_ptr<Calendars> calendars;
  };
  std::unique_ptr<Joined> joined_;
};

}  // namespace driehoek::test
