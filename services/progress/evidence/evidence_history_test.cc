// Seeded histories of evidence: whatever is tried in whatever order by whomever, no state follows
// another that the table of domain text 6.2 does not have, and nothing is ever confirmed by
// somebody who is not the supervisor of that placement in those days (I4).
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "progress/evidence/evidence_example.h"

namespace driehoek::progress::evidence {
namespace {

using S = ItemState;

// Domain text 6.2, row "Evidence"; a new version leads back to where nothing was said yet, and an
// item can be put away from anywhere.
const std::map<S, std::set<S>> kTable = {
    {S::kAdded, {S::kLinked, S::kArchived}},
    {S::kLinked, {S::kConfirmationRequested, S::kArchived}},
    {S::kConfirmationRequested,
     {S::kConfirmed, S::kDisputed, S::kUnverified, S::kLinked, S::kArchived}},
    {S::kConfirmed, {S::kUsed, S::kDisputed, S::kLinked, S::kArchived}},
    {S::kDisputed, {S::kConfirmationRequested, S::kLinked, S::kArchived}},
    {S::kUnverified, {S::kConfirmationRequested, S::kLinked, S::kArchived}},
    {S::kUsed, {S::kArchived}},
    {S::kArchived, {}}};

class History {
 public:
  explicit History(unsigned seed) : random_(seed), today_(kFirstDay - 3 + Pick(190)) {
    EvidenceItem draft{.id = ItemId("item"), .title = "The intake"};
    if (Pick(2) == 0) draft.outcome_codes = {"LU1"};
    item_ = Add(draft, ExampleText(), placement_, {}, kStudent, kNow)->after;
  }

  void Step() {
    if (Pick(5) == 0) today_ += Pick(20);
    if (Pick(15) == 0) {
      placement_.supervisor_person = Pick(2) == 0 ? kSupervisor : PersonId("second");
    }
    if (Pick(25) == 0) placement_.end_date = kLastDay + (Pick(60) - 30);
    const EvidenceItem before = item_;
    const auto change = Try();
    if (!change.ok()) return;
    item_ = change->after;
    CheckStep(before, *change);
  }

  const EvidenceItem& item() const { return item_; }
  int confirmed() const { return confirmed_; }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  PersonId Somebody() {
    static const std::vector<PersonId> kPeople = {kSupervisor, PersonId("second"), kStudent,
                                                  PersonId("teacher"), PersonId()};
    return kPeople[static_cast<std::size_t>(Pick(static_cast<int>(kPeople.size())))];
  }

  absl::StatusOr<ItemChange> Try() {
    const int newest = static_cast<int>(item_.versions.size());
    std::optional<OrganisationFact> organisation = ExampleOrganisation();
    if (Pick(6) == 0) organisation->is_verified = false;
    is_verified_ = organisation->is_verified;
    PlacementFact placement = placement_;
    if (Pick(10) == 0) placement.id = PlacementId("another");
    switch (Pick(11)) {
      case 0:
        return Pick(3) == 0 ? Revise(item_, ExampleText(), {}, kStudent, kNow)
                            : absl::StatusOr<ItemChange>(absl::OutOfRangeError(""));
      case 1:
        return Link(item_, {Pick(2) == 0 ? "LU1" : "LU2"}, TaskId(), kNow);
      case 2:
      case 3:
      case 4:
        return Request(item_, newest - (Pick(4) == 0 ? 1 : 0), placement_, ExamplePolicy(),
                       kStudent, today_, kNow);
      case 5:
      case 6:
      case 7:
        return Say(
            item_,
            {.version = newest - (Pick(5) == 0 ? 1 : 0),
             .kind = Pick(3) == 0 ? ConfirmationKind::kDisputed : ConfirmationKind::kConfirmed,
             .reason = Pick(4) == 0 ? "" : "Because.",
             .supervisor = Somebody()},
            placement, organisation, ExamplePolicy(), today_, kNow);
      case 8: {
        auto change = PassTime(item_, placement_, ExamplePolicy(), today_, kNow);
        if (!change.has_value()) return absl::OutOfRangeError("");
        return *std::move(change);
      }
      case 9:
        return Pick(3) == 0 ? Use(item_, kNow)
                            : absl::StatusOr<ItemChange>(absl::OutOfRangeError(""));
      default:
        return Pick(12) == 0
                   ? Archive(item_, Pick(2) == 0 ? Archivist::kStudent : Archivist::kOffice, kNow)
                   : absl::StatusOr<ItemChange>(absl::OutOfRangeError(""));
    }
  }

  void CheckStep(const EvidenceItem& before, const ItemChange& change) {
    const EvidenceItem& after = change.after;
    if (after.state != before.state) {
      EXPECT_TRUE(kTable.at(before.state).contains(after.state))
          << NameOf(before.state) << " -> " << NameOf(after.state);
    }
    EXPECT_GE(after.versions.size(), before.versions.size()) << "no version is lost";
    for (std::size_t i = 0; i < before.versions.size(); ++i) {
      EXPECT_EQ(after.versions[i].content, before.versions[i].content) << "a version never changes";
    }
    if (after.state == S::kConfirmed && before.state != S::kConfirmed) CheckConfirmed(after);
    if (after.state == S::kUsed) {
      EXPECT_EQ(after.versions.back().confirmation->kind, ConfirmationKind::kConfirmed)
          << "only what is confirmed counts";
    }
  }

  // I4.
  void CheckConfirmed(const EvidenceItem& after) {
    ++confirmed_;
    EXPECT_EQ(after.versions.back().confirmation->supervisor, placement_.supervisor_person);
    EXPECT_FALSE(placement_.supervisor_person.empty());
    EXPECT_GE(today_, placement_.start_date);
    EXPECT_LE(today_, placement_.end_date + 30);
    EXPECT_TRUE(is_verified_);
  }

  std::mt19937 random_;
  absl::CivilDay today_;
  PlacementFact placement_ = ExamplePlacement();
  bool is_verified_ = true;
  EvidenceItem item_;
  int confirmed_ = 0;
};

TEST(EvidenceHistoryTest, GivenTenThousandHistories_WhenAnythingIsTried_ThenOnlyTheTableHappens) {
  std::map<S, int> reached;
  int confirmed = 0;
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    History history(seed);
    for (int step = 0; step < 50; ++step) history.Step();
    ++reached[history.item().state];
    confirmed += history.confirmed();
    ASSERT_FALSE(testing::Test::HasFailure());
  }
  EXPECT_EQ(reached.size(), kTable.size()) << "every state is where some history ends";
  EXPECT_GT(confirmed, 1000) << "confirmation was tried too";
}

}  // namespace
}  // namespace driehoek::progress::evidence
