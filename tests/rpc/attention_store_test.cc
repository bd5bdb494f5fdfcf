// The stores of shared attention, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "placement/attention/sql_claim_store.h"
#include "placement/attention/sql_note_store.h"
#include "placement/sql_placement_store.h"
#include "shared/events/change_log.h"
#include "support/database_test.h"
#include "support/ids.h"
#include "support/status_matchers.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;
using placement::Elsewhere;
using placement::attention::Claim;
using placement::attention::ClaimId;
using placement::attention::Note;
using placement::attention::NoteState;
using placement::attention::SharedSupervisor;
using placement::attention::SqlClaimStore;
using placement::attention::SqlNoteStore;

constexpr absl::CivilDay kDay(2026, 9, 1);
const absl::Time kNow = absl::FromUnixSeconds(1'780'000'000);
const absl::Time kExpiry = kNow + absl::Minutes(10);
const TenantId kNorth("north");
const TenantId kSouth("south");
const SharedSupervisor kIngrid{TenantId("kvk-12345678"), std::string("in\0grid", 7)};
const SharedSupervisor kBert{TenantId("kvk-12345678"), "bert"};
const SharedSupervisor kIngridElsewhere{TenantId("kvk-87654321"), kIngrid.key};

class AttentionStoreTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("placement", placement::Migrations());
    Migrate("attention", placement::attention::Migrations());
  }
  Claim New(const TenantId& institution, const std::string& slot) {
    return {.id = ClaimId(ids_.NewId()),
            .institution = institution,
            .slot = slot,
            .first_date = kDay,
            .last_date = kDay + 9};
  }
  absl::StatusOr<Elsewhere> Reserve(const SharedSupervisor& who, const Claim& claim, int limit = 1,
                                    absl::Time now = kNow) {
    return SqlClaimStore(tenant_database())
        .Reserve(who, claim, limit, now, now + (kExpiry - kNow), Soon());
  }
  Elsewhere Taken(const SharedSupervisor& who, const TenantId& by, absl::CivilDay first,
                  absl::CivilDay last, absl::Time now = kNow) {
    const auto taken =
        SqlClaimStore(tenant_database()).TakenElsewhere(who, by, first, last, now, Soon());
    EXPECT_THAT(taken, IsOk());
    return taken.value_or(Elsewhere());
  }
  Elsewhere All(const TenantId& by, absl::Time now = kNow) {
    return Taken(kIngrid, by, kDay, kDay + 9, now);
  }
  SqlClaimStore store() { return SqlClaimStore(tenant_database()); }

  SeededIds ids_;
};
DRIEHOEK_ON_EVERY_ENGINE(AttentionStoreTest);

TEST_P(AttentionStoreTest, GivenClaims_WhenReserved_ThenNumbersOfOthersAndTheLimitHolds) {
  EXPECT_THAT(Reserve(kIngrid, New(kNorth, "a"), 2), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(Reserve(kIngrid, New(kSouth, "x"), 2),
              IsOkAndHolds(Elsewhere{{kDay, 1}, {kDay + 10, 0}}));
  EXPECT_THAT(Reserve(kIngrid, New(kSouth, "y"), 2),
              StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));
  EXPECT_THAT(Reserve(kIngrid, New(kSouth, "x"), 2), IsOk());
  EXPECT_THAT(All(kNorth), ElementsAre(placement::ElsewhereStep{kDay, 1},
                                       placement::ElsewhereStep{kDay + 10, 0}));
  // Each supervisor of each organisation on its own, and only on the days that are asked.
  EXPECT_THAT(Reserve(kBert, New(kSouth, "y")), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(Reserve(kIngridElsewhere, New(kSouth, "y")), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(Taken(kIngrid, kNorth, kDay + 10, kDay + 20), IsEmpty());
  EXPECT_THAT(Taken(kIngrid, kNorth, kDay + 9, kDay + 20), SizeIs(2));
}

TEST_P(AttentionStoreTest, GivenReservation_WhenTimePasses_ThenOnlyAConfirmedOneStays) {
  const Claim reserved = New(kNorth, "a");
  ASSERT_THAT(Reserve(kIngrid, reserved), IsOk());
  EXPECT_THAT(All(kSouth, kExpiry - absl::Microseconds(1)), SizeIs(2));
  EXPECT_THAT(All(kSouth, kExpiry), IsEmpty());
  EXPECT_THAT(Reserve(kIngrid, New(kSouth, "x"), 1, kExpiry - absl::Microseconds(1)),
              StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));

  EXPECT_THAT(store().Confirm(kIngrid.organisation, reserved.id, Soon()), IsOkAndHolds(true));

  EXPECT_THAT(All(kSouth, kExpiry + absl::Hours(1)), SizeIs(2));
  EXPECT_THAT(Reserve(kIngrid, New(kSouth, "x"), 1, kExpiry),
              StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));
  ASSERT_THAT(store().Release(kIngrid.organisation, reserved.id, Soon()), IsOk());
  EXPECT_THAT(store().Release(kIngrid.organisation, reserved.id, Soon()), IsOk());
  EXPECT_THAT(All(kSouth), IsEmpty());
  EXPECT_THAT(store().Confirm(kIngrid.organisation, reserved.id, Soon()), IsOkAndHolds(false));
}

TEST_P(AttentionStoreTest, GivenExpiredReservation_WhenAnotherIsMade_ThenItIsGone) {
  const Claim lost = New(kNorth, "a");
  ASSERT_THAT(Reserve(kIngrid, lost), IsOk());
  ASSERT_THAT(Reserve(kBert, New(kSouth, "x"), 1, kExpiry), IsOk());
  EXPECT_THAT(store().Confirm(kIngrid.organisation, lost.id, Soon()), IsOkAndHolds(false));

  // A real placement comes back whatever stands there.
  ASSERT_THAT(Reserve(kIngrid, New(kSouth, "y"), 1, kExpiry), IsOk());
  ASSERT_THAT(store().Restore(kIngrid, lost, kExpiry + absl::Minutes(10), Soon()), IsOk());
  EXPECT_THAT(store().Confirm(kIngrid.organisation, lost.id, Soon()), IsOkAndHolds(true));
  ASSERT_THAT(store().Restore(kIngrid, lost, kExpiry, Soon()), IsOk());
  EXPECT_THAT(All(kSouth, kExpiry + absl::Hours(1)), SizeIs(2));
}

// Invariant I2 where it is decided: who counts waits for who is about to write.
TEST_P(AttentionStoreTest, GivenManyAtOnce_WhenReserved_ThenNeverMoreThanTheLimit) {
  constexpr std::size_t kThreads = 8;
  constexpr std::size_t kRounds = 20;
  std::vector<std::vector<Claim>> claims(kThreads);
  for (std::size_t t = 0; t < kThreads; ++t) {
    for (std::size_t i = 0; i < kRounds; ++i) {
      claims[t].push_back(New(t % 2 == 0 ? kNorth : kSouth, absl::StrCat("student ", t)));
    }
  }
  std::vector<std::atomic<int>> made(kRounds);
  std::barrier together(kThreads);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = 0; i < kRounds; ++i) {
        const SharedSupervisor supervisor{kIngrid.organisation, absl::StrCat("supervisor ", i)};
        together.arrive_and_wait();
        if (Reserve(supervisor, claims[t][i], 2).ok()) ++made[i];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& count : made) EXPECT_EQ(count, 2);
}

TEST_P(AttentionStoreTest, GivenNotes_WhenKept_ThenReadAndThoseOutOfLineFound) {
  const SqlNoteStore notes(tenant_database());
  const Note note{.id = ClaimId(ids_.NewId()),
                  .placement = placement::PlacementId(ids_.NewId()),
                  .supervisor = placement::SupervisorId(ids_.NewId()),
                  .shared = kIngrid,
                  .first_date = kDay,
                  .last_date = kDay + 9};
  ASSERT_THAT(tenant_database().Write(kNorth, Soon(),
                                      [&](storage::TenantTransaction& transaction) {
                                        return SqlNoteStore::Add(transaction, note);
                                      }),
              IsOk());
  const auto read = notes.OfPlacement(kNorth, note.placement, Soon());
  ASSERT_THAT(read, IsOkAndHolds(SizeIs(1)));
  EXPECT_EQ(read->front().id, note.id);
  EXPECT_EQ(read->front().supervisor, note.supervisor);
  EXPECT_EQ(read->front().shared, kIngrid);
  EXPECT_EQ(read->front().last_date, kDay + 9);
  EXPECT_EQ(read->front().state, NoteState::kPending);
  EXPECT_THAT(notes.OfPlacement(kSouth, note.placement, Soon()), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(notes.IsWanted(kSouth, note.id, Soon()), IsOkAndHolds(false));
  EXPECT_THAT(notes.IsWanted(kNorth, note.id, Soon()), IsOkAndHolds(true));
  EXPECT_THAT(notes.Unsettled(kNorth, placement::PlacementId(), 10, Soon()),
              IsOkAndHolds(ElementsAre(note.placement)));
  EXPECT_THAT(notes.Unsettled(kNorth, note.placement, 10, Soon()), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(notes.Unsettled(kSouth, placement::PlacementId(), 10, Soon()),
              IsOkAndHolds(IsEmpty()));

  // What is leaving is not confirmed any more.
  ASSERT_THAT(tenant_database().Write(kNorth, Soon(),
                                      [&](storage::TenantTransaction& transaction) {
                                        return SqlNoteStore::SetLeaving(transaction, note.id);
                                      }),
              IsOk());
  ASSERT_THAT(notes.SetConfirmed(kNorth, note.id, Soon()), IsOk());
  EXPECT_THAT(notes.IsWanted(kNorth, note.id, Soon()), IsOkAndHolds(false));
  EXPECT_EQ(notes.OfPlacement(kNorth, note.placement, Soon())->front().state, NoteState::kLeaving);
  ASSERT_THAT(notes.Delete(kNorth, note.id, Soon()), IsOk());
  EXPECT_THAT(notes.OfPlacement(kNorth, note.placement, Soon()), IsOkAndHolds(IsEmpty()));
}

}  // namespace
}  // namespace driehoek::test
