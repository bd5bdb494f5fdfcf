// The audit chain on both engines: whole, tampered with, cut off, and after a person was forgotten.
#include "shared/events/audit_chain.h"

#include "absl/strings/str_cat.h"
#include "support/database_test.h"
#include "support/status_matchers.h"

namespace driehoek::events {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Optional;

using storage::TenantTransaction;
using storage::Value;
using test::IsOk;

constexpr char kAnna[] = "institutions/demo/persons/anna";
constexpr char kBram[] = "institutions/demo/persons/bram";
constexpr char kLoan[] = "institutions/demo/loans/l1";

class AuditChainTest : public test::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure()) return;
    Migrate("events", Migrations());
    log_ = std::make_unique<ChangeLog>(tenant_database(), clock());
    chain_ = std::make_unique<AuditChain>(tenant_database());
  }

  void Append(const std::string& actor, const std::string& action,
              const std::string& resource = kLoan, const std::string& subject = "") {
    ASSERT_THAT(log_->Commit(demo_, {.audit = {{actor, action, resource, "GROUND", subject}}},
                             Soon(), [](TenantTransaction&) { return absl::OkStatus(); }),
                IsOk());
  }
  void AppendTen() {
    for (int i = 1; i <= 10; ++i) Append(i % 2 == 0 ? kAnna : kBram, absl::StrCat("Act", i));
  }
  void Tamper(absl::string_view sql, std::vector<Value> parameters = {}) {
    ASSERT_THAT(tenant_database().Write(demo_, Soon(),
                                        [&](TenantTransaction& transaction) {
                                          return transaction.Execute(sql, parameters).status();
                                        }),
                IsOk());
  }
  AuditVerdict Verify(const std::optional<AuditAnchor>& anchor = std::nullopt) {
    auto verdict = chain_->Verify(demo_, anchor, Soon());
    EXPECT_THAT(verdict, IsOk());
    return verdict.ok() ? *verdict : AuditVerdict{};
  }
  std::vector<AuditEntry> List(const AuditFilter& filter, std::int64_t before = 0, int limit = 50) {
    auto entries = chain_->List(demo_, filter, before, limit, Soon());
    EXPECT_THAT(entries, IsOk());
    return entries.ok() ? *entries : std::vector<AuditEntry>{};
  }
  void ExpectBroken(std::int64_t sequence, const std::string& fault,
                    const std::optional<AuditAnchor>& anchor = std::nullopt) {
    const AuditVerdict verdict = Verify(anchor);
    EXPECT_EQ(verdict.broken_sequence, sequence);
    EXPECT_EQ(verdict.fault, fault);
  }

  const TenantId demo_{"demo"};
  std::unique_ptr<ChangeLog> log_;
  std::unique_ptr<AuditChain> chain_;
};

TEST_P(AuditChainTest, GivenNothingOrTenEntries_WhenVerified_ThenWhole) {
  EXPECT_EQ(Verify().broken_sequence, std::nullopt);

  AppendTen();

  EXPECT_EQ(Verify().broken_sequence, std::nullopt);
  EXPECT_EQ(Verify().entries, 10);
}

TEST_P(AuditChainTest, GivenChangedField_WhenVerified_ThenThatEntryIsNamed) {
  AppendTen();
  for (const char* sql : {"UPDATE audit SET action = 'Other' WHERE tenant_id = $1 AND seq = 4",
                          "UPDATE audit SET at_us = at_us + 1 WHERE tenant_id = $1 AND seq = 3",
                          "UPDATE audit SET subject = 'x' WHERE tenant_id = $1 AND seq = 2",
                          "UPDATE audit SET kind = 'read' WHERE tenant_id = $1 AND seq = 1"}) {
    Tamper(sql);
    ExpectBroken(sql[std::string(sql).size() - 1] - '0', "HASH_MISMATCH");
  }
}

TEST_P(AuditChainTest, GivenTextMovedBetweenFields_WhenVerified_ThenFound) {
  AppendTen();
  Tamper("UPDATE audit SET action = 'Act5GROUND', reason = '' WHERE tenant_id = $1 AND seq = 5");

  ExpectBroken(5, "HASH_MISMATCH");
}

TEST_P(AuditChainTest, GivenRemovedEntry_WhenVerified_ThenGapIsNamed) {
  AppendTen();
  Tamper("DELETE FROM audit WHERE tenant_id = $1 AND seq = 6");

  ExpectBroken(6, "GAP");
}

TEST_P(AuditChainTest, GivenSwappedEntries_WhenVerified_ThenFound) {
  AppendTen();
  Tamper("UPDATE audit SET seq = 100 WHERE tenant_id = $1 AND seq = 6");
  Tamper("UPDATE audit SET seq = 6 WHERE tenant_id = $1 AND seq = 7");
  Tamper("UPDATE audit SET seq = 7 WHERE tenant_id = $1 AND seq = 100");

  ExpectBroken(6, "HASH_MISMATCH");
}

TEST_P(AuditChainTest, GivenCutOffEnd_WhenVerified_ThenHeadDoesNotMatch) {
  AppendTen();
  Tamper("DELETE FROM audit WHERE tenant_id = $1 AND seq > 8");
  ExpectBroken(9, "HEAD_MISMATCH");

  Tamper("UPDATE audit_head SET seq = 8 WHERE tenant_id = $1");
  ExpectBroken(8, "HEAD_MISMATCH");
}

TEST_P(AuditChainTest, GivenWholeChainRemoved_WhenVerified_ThenFound) {
  AppendTen();
  Tamper("DELETE FROM audit WHERE tenant_id = $1");
  ExpectBroken(1, "HEAD_MISMATCH");
}

TEST_P(AuditChainTest, GivenEntryPutBehindTheHead_WhenVerified_ThenFound) {
  AppendTen();
  Tamper("UPDATE audit_head SET seq = 9 WHERE tenant_id = $1");

  ExpectBroken(10, "HEAD_MISMATCH");
}

TEST_P(AuditChainTest, GivenHeadAndEndRewritten_WhenVerifiedWithAnchor_ThenFoundOnlyByTheAnchor) {
  AppendTen();
  const AuditAnchor anchor = Verify().head;
  EXPECT_EQ(Verify(anchor).broken_sequence, std::nullopt);
  Append(kAnna, "Later");
  EXPECT_EQ(Verify(anchor).broken_sequence, std::nullopt);

  // The owner of the database removes the last three and makes head and chain meet again.
  Tamper("DELETE FROM audit WHERE tenant_id = $1 AND seq > 8");
  Tamper(
      "UPDATE audit_head SET seq = 8, hash = (SELECT hash FROM audit WHERE tenant_id = $1 AND "
      "seq = 8) WHERE tenant_id = $1");

  EXPECT_EQ(Verify().broken_sequence, std::nullopt);
  ExpectBroken(9, "ANCHOR_MISMATCH", anchor);
  Append(kAnna, "Nine");
  Append(kAnna, "Ten");
  ExpectBroken(10, "ANCHOR_MISMATCH", anchor);
}

TEST_P(AuditChainTest, GivenLongChain_WhenVerified_ThenWalkedInSteps) {
  std::vector<AuditRecord> records(2500, {kAnna, "Act", kLoan, ""});
  ASSERT_THAT(log_->Commit(demo_, {.audit = records}, Soon(),
                           [](TenantTransaction&) { return absl::OkStatus(); }),
              IsOk());
  EXPECT_EQ(Verify().entries, 2500);

  Tamper("UPDATE audit SET reason = 'x' WHERE tenant_id = $1 AND seq = 2001");
  ExpectBroken(2001, "HASH_MISMATCH");
}

TEST_P(AuditChainTest, GivenPersons_WhenStored_ThenNoTableOfTheChainNamesThem) {
  Append(kAnna, "Act", "institutions/demo/persons/bram/contact", kBram);

  std::string stored;
  ASSERT_THAT(tenant_database().Read(
                  demo_, Soon(),
                  [&](TenantTransaction& transaction) {
                    const auto rows = transaction.Execute(
                        "SELECT actor, resource, subject FROM audit WHERE tenant_id = $1");
                    if (!rows.ok()) return rows.status();
                    stored = absl::StrCat(rows->at(0).Text(0), " ", rows->at(0).Text(1), " ",
                                          rows->at(0).Text(2));
                    return absl::OkStatus();
                  }),
              IsOk());
  EXPECT_THAT(stored, Not(HasSubstr("anna")));
  EXPECT_THAT(stored, Not(HasSubstr("bram")));
  EXPECT_THAT(stored, HasSubstr("/contact"));
}

TEST_P(AuditChainTest, GivenForgottenPerson_WhenVerifiedAndListed_ThenWholeAndNobodys) {
  Append(kAnna, "First", kLoan, kBram);
  Append(kBram, "Second");

  ASSERT_THAT(chain_->ForgetPerson(demo_, kAnna, Soon()), IsOk());

  EXPECT_EQ(Verify().broken_sequence, std::nullopt);
  const auto entries = List({});
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].actor, kBram);
  EXPECT_THAT(entries[1].actor, Not(HasSubstr("anna")));
  EXPECT_EQ(entries[1].subject, kBram);
  EXPECT_THAT(List({AuditFilter::By::kActor, kAnna}), IsEmpty());

  // A person who comes back is another one to the chain.
  Append(kAnna, "Third");
  EXPECT_THAT(List({AuditFilter::By::kActor, kAnna}),
              ElementsAre(Field(&AuditEntry::action, "Third")));
  EXPECT_THAT(chain_->ForgetPerson(demo_, "institutions/demo/persons/nobody", Soon()), IsOk());
}

TEST_P(AuditChainTest, GivenForgottenPerson_WhenTheyHadStoredAnswers_ThenThoseAreGone) {
  const RequestKey request{.caller = kAnna, .request_id = "r1", .body_hash = "h"};
  ASSERT_THAT(log_->Commit(demo_, {.request = request, .response = "x"}, Soon(),
                           [](TenantTransaction&) { return absl::OkStatus(); }),
              IsOk());

  ASSERT_THAT(chain_->ForgetPerson(demo_, kAnna, Soon()), IsOk());

  EXPECT_THAT(log_->FindAnswer(demo_, request, Soon()), test::IsOkAndHolds(std::nullopt));
}

TEST_P(AuditChainTest, GivenFilters_WhenListed_ThenNewestFirstAndPaged) {
  AppendTen();
  Append("institutions/demo/apiClients/sis", "Import", "institutions/demo/loans/l2", kAnna);
  Append("system", "Expire", "institutions/demo/loans/l2");

  EXPECT_THAT(List({AuditFilter::By::kResource, "institutions/demo/loans/l2"}),
              ElementsAre(Field(&AuditEntry::actor, "system"),
                          Field(&AuditEntry::actor, "institutions/demo/apiClients/sis")));
  EXPECT_THAT(List({AuditFilter::By::kSubject, kAnna}),
              ElementsAre(Field(&AuditEntry::action, "Import")));
  EXPECT_THAT(List({AuditFilter::By::kActor, kAnna}, 0, 2),
              ElementsAre(Field(&AuditEntry::action, "Act10"), Field(&AuditEntry::action, "Act8")));
  EXPECT_THAT(List({AuditFilter::By::kActor, kAnna}, 8, 2),
              ElementsAre(Field(&AuditEntry::action, "Act6"), Field(&AuditEntry::action, "Act4")));
  EXPECT_THAT(List({}, 3),
              ElementsAre(Field(&AuditEntry::action, "Act2"), Field(&AuditEntry::action, "Act1")));
  EXPECT_THAT(List({AuditFilter::By::kSubject, ""}), IsEmpty());
}

TEST_P(AuditChainTest, GivenAnotherTenant_WhenListedOrVerified_ThenItsChainIsItsOwn) {
  AppendTen();
  const TenantId other("other");

  const auto entries = chain_->List(other, {}, 0, 50, Soon());
  const auto verdict = chain_->Verify(other, std::nullopt, Soon());

  ASSERT_THAT(entries, IsOk());
  EXPECT_THAT(*entries, IsEmpty());
  ASSERT_THAT(verdict, IsOk());
  EXPECT_EQ(verdict->entries, 0);
}

DRIEHOEK_ON_EVERY_ENGINE(AuditChainTest);

}  // namespace
}  // namespace driehoek::events
