#include "lti/passback_world.h"

#include "absl/strings/str_cat.h"
#include "support/status_matchers.h"

namespace driehoek::lti::test {

using driehoek::test::IsOk;

PassbackWorld::PassbackWorld(storage::Database& database, Clock& clock, int students)
    : parts_(database, clock, ids_, folder_.path() + "/lti.secret"),
      lms_(folder_.path(), students),
      clock_(clock) {
  EXPECT_THAT(parts_.own_keys.RotateIfDue(), IsOk());
  auto server = Server::Start(
      {.listen = "127.0.0.1:0", .workers = 2},
      [this](const Request&) {
        Response response{.body = *parts_.own_keys.KeySetJson()};
        response.Set("Content-Type", "application/json");
        return response;
      },
      [](const Request&, const Response&, absl::Duration) {});
  EXPECT_TRUE(server.ok());
  key_server_ = *std::move(server);
  lms_.Start();
  const std::string client = lms_.AddTool(
      "http://localhost:8080", absl::StrCat("http://127.0.0.1:", key_server_->port(), "/jwks"),
      kAllGradeScopes);
  registration_ = {.id = ids_.NewId(),
                   .issuer = lms_.url(),
                   .client_id = client,
                   .tenant = kSchool,
                   .authorization_endpoint = lms_.url() + "/lti/authorize",
                   .token_endpoint = lms_.url() + "/lti/token",
                   .jwks_uri = lms_.url() + "/lti/keys",
                   .token_audience = lms_.url() + "/lti/token",
                   .family = "moodle"};
  EXPECT_THAT(parts_.registrations.Add(registration_), IsOk());
  registration_ = *parts_.registrations.Find(registration_.issuer, registration_.client_id);
}

GradeSeat PassbackWorld::SeatOf(int student) const {
  return {.tenant = kSchool,
          .person = PersonId(NumberedId(student)),
          .registration_id = registration_.id,
          .deployment_id = "1",
          .context_id = "stage",
          .subject = absl::StrCat("student-", student),
          .service = {.scopes = scopes_, .lineitems = lms_.LineItemsUrl()}};
}

void PassbackWorld::Sit(int student) { EXPECT_THAT(parts_.seats.Keep(SeatOf(student)), IsOk()); }

void PassbackWorld::Publish(const PublishedMark& mark) {
  const auto moved = parts_.outbox.Advance(kSchool, position_,
                                           absl::StrCat("token-", position_.version + 1), mark);
  ASSERT_THAT(moved, IsOk());
  position_ = *moved;
}

Score PassbackWorld::ScoreOf(int student) {
  const auto scores = parts_.reads.List(kSchool, {}, std::nullopt, 10000);
  EXPECT_THAT(scores, IsOk());
  for (const Score& score : *scores) {
    if (score.student.value() == NumberedId(student)) return score;
  }
  ADD_FAILURE() << "no score of student " << student;
  return {};
}

int PassbackWorld::DeliverAll() {
  int all = 0;
  for (;;) {
    const auto tried = parts_.courier.Deliver(registration_.id);
    EXPECT_THAT(tried, IsOk());
    if (!tried.ok() || *tried == 0) return all;
    all += *tried;
  }
}

}  // namespace driehoek::lti::test
