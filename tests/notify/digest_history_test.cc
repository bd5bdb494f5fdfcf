// The digest over seeded histories of months with both nights on which the clock changes, with
// servers that are down for hours: nobody gets two digests on one day at the institution, and
// nothing is lost or told twice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "notify/digest.h"
#include "notify/migrations.h"
#include "notify/notifier.h"
#include "notify/notify_world.h"
#include "notify/sealed_mail.h"
#include "support/database_test.h"
#include "support/ids.h"
#include "support/status_matchers.h"

namespace driehoek::test {
namespace {

constexpr int kHistories = 6;
constexpr int kSteps = 120;

// Each event is a piece of news of its own for the persons that its resource names: "news 17." The
// types say whether it can wait.
class EveryEvent final : public notify::Subject {
 public:
  bool Tells(absl::string_view event_type) const override { return event_type != "noise"; }
  absl::StatusOr<std::vector<notify::Telling>> Of(const TenantId&, const events::StoredEvent& event,
                                                  absl::Time, absl::Time) override {
    std::vector<notify::Telling> tellings;
    for (const absl::string_view person : absl::StrSplit(event.resource, ',')) {
      tellings.push_back(
          {.to = PersonId(person),
           .kind = "news",
           .is_urgent = event.type == "urgent",
           .letter = [sequence = event.sequence](const notify::Reader& reader, absl::CivilDay) {
             return notify::Letter{.language = reader.language,
                                   .subject = absl::StrCat("news ", sequence)};
           }});
    }
    return tellings;
  }
};

class DigestHistoryTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure() || IsSkipped()) return;
    Migrate("events", events::Migrations());
    Migrate("notify", notify::Migrations());
    ASSERT_TRUE(absl::LoadTimeZone("Europe/Amsterdam", &zone_));
  }

  // What one history told whom.
  struct Told {
    std::multiset<std::string> news;                    // "PERSON: news 17"
    std::map<std::string, std::set<std::string>> days;  // of the digests, by address
  };

  void Play(unsigned seed, const TenantId& tenant) {
    std::mt19937 random(seed);
    events::ChangeLog change_log(tenant_database(), clock());
    events::EventLog event_log(tenant_database());
    notify::NotifyStore store(tenant_database());
    notify::PreferenceStore preferences(tenant_database());
    notify::MailQueue queue(tenant_database(), ids_, clock(),
                            notify::DeriveMailKey(std::string(32, 'k')));
    ThreePeople people;
    NumberedLinks links;
    EveryEvent subject;
    notify::Notifier notifier({tenant_database(),
                               event_log,
                               change_log,
                               store,
                               preferences,
                               queue,
                               people,
                               links,
                               {&subject},
                               notify::StopLinks(std::string(32, 's'), "https://d.nl"),
                               {}});
    const std::vector<PersonId> persons = {kDaan, kTeacher, kSupervisor};
    // From autumn or from spring on, so that each night of the two is met by half of them.
    clock().Set(absl::FromCivil(absl::CivilDay(2026, seed % 2 == 0 ? 10 : 3, 22), zone_));
    std::multiset<std::string> expected;
    Told told;
    std::int64_t sequence = 0;
    for (int step = 0; step < kSteps; ++step) {
      for (int happened = static_cast<int>(random() % 4); happened > 0; --happened) {
        const char* const types[] = {"calm", "calm", "urgent", "noise"};
        const std::string type = types[random() % 4];
        std::vector<std::string> to;
        for (const PersonId& person : persons) {
          if (random() % 2 == 0) to.push_back(person.value());
        }
        if (to.empty()) to.push_back(kDaan.value());
        events::CommitPlan plan;
        plan.events.push_back({type, absl::StrJoin(to, ","), ""});
        ASSERT_THAT(change_log.Commit(tenant, plan, Soon(),
                                      [](storage::TenantTransaction&) { return absl::OkStatus(); }),
                    IsOk());
        ++sequence;
        if (type == "noise") continue;
        for (const std::string& person : to) {
          expected.insert(
              absl::StrCat(people.people.at(PersonId(person)).email, ": news ", sequence));
        }
      }
      // From some minutes to a day and a half: the server may be down for all of that.
      clock().Advance(absl::Minutes(1 + static_cast<int>(random() % 2200)));
      ASSERT_THAT(notifier.Run(tenant, clock().Now(), Soon()), IsOk());
      if (random() % 2 == 0) {
        ASSERT_THAT(notifier.Run(tenant, clock().Now(), Soon()), IsOk());
      }
      Take(tenant, queue, told);
    }
    // Two mornings later nothing may wait any more.
    for (int day = 0; day < 2; ++day) {
      const absl::CivilDay next = absl::ToCivilDay(clock().Now(), zone_) + 1;
      clock().Set(notify::DigestTime(next, zone_));
      ASSERT_THAT(notifier.Run(tenant, clock().Now(), Soon()), IsOk());
      Take(tenant, queue, told);
    }
    EXPECT_EQ(told.news, expected) << "seed " << seed;
    EXPECT_GT(expected.size(), 100U);
  }

  void Take(const TenantId& tenant, notify::MailQueue& queue, Told& told) {
    const auto claimed = queue.Claim(tenant, 500, Soon());
    ASSERT_THAT(claimed, IsOk());
    const std::string today = absl::FormatCivilTime(absl::ToCivilDay(clock().Now(), zone_));
    for (const notify::ClaimedMail& claim : *claimed) {
      const auto mail = queue.Open(tenant, claim);
      ASSERT_THAT(mail, IsOk());
      ASSERT_THAT(queue.Sent(tenant, claim, Soon()), IsOk());
      if (mail->stop_uri.empty()) {
        told.news.insert(absl::StrCat(mail->to, ": ", mail->subject));
        continue;
      }
      EXPECT_TRUE(told.days[mail->to].insert(today).second)
          << mail->to << " got two digests on " << today;
      for (const absl::string_view line : absl::StrSplit(mail->text, '\n')) {
        if (!absl::StartsWith(line, "news ")) continue;
        told.news.insert(absl::StrCat(mail->to, ": ", line.substr(0, line.size() - 1)));
      }
    }
  }

  absl::TimeZone zone_;
  SeededIds ids_;
};

TEST_P(DigestHistoryTest, GivenSeededHistories_WhenPlayed_ThenOneDigestADayAndNothingLost) {
  for (unsigned seed = 1; seed <= kHistories; ++seed) {
    Play(seed, TenantId(absl::StrCat("demo-", seed)));
    if (HasFailure()) return;
  }
}

DRIEHOEK_ON_EVERY_ENGINE(DigestHistoryTest);

}  // namespace
}  // namespace driehoek::test
