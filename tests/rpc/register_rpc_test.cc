// ImportRegister over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "register_world.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAreArray;
using Code = absl::StatusCode;

constexpr char kOrganisations[] = "external_id;name;kvk;relation;sector;city;address;workplace\n";
constexpr char kPlaces[] =
    "external_id;organisation;workplace;supervisor_email;seats;start;end;weekly_hours;forms;"
    "reserved\n";
constexpr char kStudents[] = "external_id;name;email;programme;variant;phase\n";

class RegisterRpcTest : public RegisterTest {};
DRIEHOEK_ON_EVERY_ENGINE(RegisterRpcTest);

// A file as rows of cells, in which faults can be planted.
struct File {
  std::string header;
  std::vector<std::vector<std::string>> rows;

  std::string Text() const {
    std::string text = header;
    for (const auto& row : rows) absl::StrAppend(&text, absl::StrJoin(row, ";"), "\n");
    return text;
  }
  std::string ColumnName(std::size_t column) const {
    const std::vector<std::string> names = absl::StrSplit(header.substr(0, header.size() - 1), ';');
    return names[column];
  }
};

File FiveThousandOrganisations() {
  File file{kOrganisations, {}};
  for (int i = 0; i < 5000; ++i) {
    file.rows.push_back({absl::StrCat("org-", i), absl::StrCat("Bouwbedrijf Van den Berg ", i),
                         absl::StrFormat("%08d", 10'000'000 + i),
                         i % 2 == 0 ? "structural" : "incidental", "Bouw en techniek", "Ede",
                         absl::StrCat("Stationsweg ", i), "Werkvoorbereiding"});
  }
  return file;
}

File FiveThousandPlaces() {
  File file{kPlaces, {}};
  for (int i = 0; i < 5000; ++i) {
    file.rows.push_back({absl::StrCat("place-", i), absl::StrCat("org-", i % 10),
                         "Werkvoorbereiding", "", absl::StrCat(1 + i % 5), "2027-02-01",
                         "01-07-2027", "32", "internship|dual_post", "Ad Engineering:1-3"});
  }
  return file;
}

struct Fault {
  std::size_t column;
  std::string value;
  std::string reason;
};

// Spoils 40 rows, each with one of `faults` in turn; what must be told of them.
std::vector<std::string> PlantForty(const std::vector<Fault>& faults, File& file) {
  std::vector<std::string> planted;
  for (std::size_t i = 0; i < 40; ++i) {
    const Fault& fault = faults[i % faults.size()];
    const std::size_t row = 7 + i * 123;
    file.rows[row][fault.column] = fault.value;
    planted.push_back(absl::StrCat(row + 2, ":", file.ColumnName(fault.column), ":",
                                   fault.column + 1, ":", fault.reason));
  }
  return planted;
}

TEST_P(RegisterRpcTest,
       GivenFiveThousandOrganisationsWithFortyFaults_WhenImported_ThenAllAreNamed) {
  const File good = FiveThousandOrganisations();
  EXPECT_LE(good.Text().size(), 780'000U) << "fits into one call of a browser too";
  File bad = good;
  const auto planted = PlantForty({{1, "", "VALUE_MISSING"},
                                   {2, "1234567", "KVK_NUMBER_MALFORMED"},
                                   {2, "10000000", "KVK_NUMBER_TAKEN"},
                                   {3, "soms", "RELATION_UNKNOWN"},
                                   {4, std::string(101, 's'), "TEXT_TOO_LONG"},
                                   {5,
                                    "E\x01"
                                    "de",
                                    "TEXT_UNPRINTABLE"}},
                                  bad);
  const std::int64_t before = NewestEvent();
  const auto refused = Import(v1::ORGANISATIONS, bad.Text());
  ASSERT_THAT(refused, IsOk());
  EXPECT_FALSE(refused->applied());
  EXPECT_EQ(refused->error_count(), 40);
  EXPECT_THAT(Told(*refused), UnorderedElementsAreArray(planted));
  EXPECT_EQ(refused->create_count(), 4960);
  EXPECT_EQ(NewestEvent(), before);
  EXPECT_THAT(Organisations(), SizeIs(1));

  const auto preview = Import(v1::ORGANISATIONS, good.Text(), Request::PREVIEW);
  ASSERT_THAT(preview, IsOk());
  EXPECT_FALSE(preview->applied());
  EXPECT_EQ(preview->create_count(), 5000);
  EXPECT_EQ(NewestEvent(), before);

  const absl::Time began = absl::Now();
  const auto applied = Import(v1::ORGANISATIONS, good.Text());
  RecordProperty("apply_ms", static_cast<int>(absl::ToInt64Milliseconds(absl::Now() - began)));
  ASSERT_THAT(applied, IsOk());
  EXPECT_TRUE(applied->applied());
  EXPECT_EQ(applied->create_count(), 5000);
  EXPECT_THAT(applied->rows(), SizeIs(5000));
  EXPECT_THAT(Told(*applied), IsEmpty());
  // Organisation, establishment and workplace of each.
  const std::int64_t after = NewestEvent();
  EXPECT_EQ(after - before, 15'000);

  const auto again = Import(v1::ORGANISATIONS, good.Text());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->same_count(), 5000);
  EXPECT_EQ(NewestEvent(), after);
}

TEST_P(RegisterRpcTest, GivenFiveThousandPlacesWithFortyFaults_WhenImported_ThenAllAreNamed) {
  File organisations{kOrganisations, {}};
  for (int i = 0; i < 10; ++i) organisations.rows.push_back(FiveThousandOrganisations().rows[i]);
  ASSERT_TRUE(Import(v1::ORGANISATIONS, organisations.Text())->applied());
  const File good = FiveThousandPlaces();
  EXPECT_LE(good.Text().size(), 780'000U);
  File bad = good;
  const auto planted = PlantForty({{1, "org-99", "ORGANISATION_UNKNOWN"},
                                   {2, "Kelder", "WORKPLACE_UNKNOWN"},
                                   {3, "niemand@b.nl", "SUPERVISOR_UNKNOWN"},
                                   {4, "-1", "NUMBER_OUT_OF_RANGE"},
                                   {5, "2027-13-01", "DATE_MALFORMED"},
                                   {6, "2027-01-31", "END_BEFORE_START"},
                                   {7, "61", "NUMBER_OUT_OF_RANGE"},
                                   {8, "uitje", "FORM_UNKNOWN"},
                                   {9, "Bachelor:1", "PROGRAMME_UNKNOWN"},
                                   {9, "Ad Engineering:6", "RESERVED_TOO_MANY"}},
                                  bad);
  const std::int64_t before = NewestEvent();
  const auto refused = Import(v1::PLACES, bad.Text());
  ASSERT_THAT(refused, IsOk());
  EXPECT_THAT(Told(*refused), UnorderedElementsAreArray(planted));
  EXPECT_EQ(NewestEvent(), before);

  const auto applied = Import(v1::PLACES, good.Text());
  ASSERT_THAT(applied, IsOk());
  EXPECT_TRUE(applied->applied());
  EXPECT_EQ(applied->create_count(), 5000);
  const std::int64_t after = NewestEvent();
  EXPECT_EQ(after - before, 5000);
  const auto again = Import(v1::PLACES, good.Text());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->same_count(), 5000);
  EXPECT_EQ(NewestEvent(), after);
}

TEST_P(RegisterRpcTest, GivenStudents_WhenImported_ThenPersonsAndEnrolmentsAndTheSameAgain) {
  Steps steps(world());
  steps.Variant(triangle().programme, v1::ProgrammeVariant::FULL_TIME);
  const std::string file = absl::StrCat(
      kStudents, "s1;Anna;anna@s.nl;Ad Engineering;duaal;1\ns2;Bart;;ad  engineering;dual;2\n",
      "s1;Anna;;Ad Engineering;voltijd;1\n");
  const auto applied = Import(v1::STUDENTS, file);
  ASSERT_THAT(applied, IsOk());
  EXPECT_THAT(Told(*applied), IsEmpty());
  EXPECT_TRUE(applied->applied());
  EXPECT_EQ(applied->create_count(), 3);
  const std::int64_t after = NewestEvent();
  EXPECT_EQ(Import(v1::STUDENTS, file)->same_count(), 3);
  EXPECT_EQ(NewestEvent(), after);

  const auto changed = Import(
      v1::STUDENTS, absl::StrCat(kStudents, "s2;Bart Bos;bart@s.nl;Ad Engineering;dual;3\n"));
  EXPECT_EQ(changed->change_count(), 1);
  // Person, contact and enrolment.
  EXPECT_EQ(NewestEvent() - after, 3);

  const auto wrong =
      Import(v1::STUDENTS,
             absl::StrCat(kStudents, "s3;Cem;ANNA@s.nl;Ad Engineering;dual;1\n",
                          "s4;Dora;;Ad Engineering;part_time;1\ns5;Emre;;Bachelor;dual;1\n"));
  EXPECT_THAT(Told(*wrong), ElementsAre("2:email:3:EMAIL_TAKEN", "3:variant:5:VARIANT_NOT_OFFERED",
                                        "4:programme:4:PROGRAMME_UNKNOWN"));
}

TEST_P(RegisterRpcTest, GivenOfficeOfOneProgramme_WhenImporting_ThenOthersAreUnknown) {
  Steps steps(world());
  const std::string other = steps.Programme("Bachelor");
  steps.Variant(other, v1::ProgrammeVariant::DUAL);
  world().credentials.programmes = {IdOf(triangle().programme)};
  const auto answer = Import(v1::STUDENTS, absl::StrCat(kStudents, "s1;Anna;;Bachelor;dual;1\n",
                                                        "s2;Bart;;Ad Engineering;dual;1\n"));
  ASSERT_THAT(answer, IsOk());
  EXPECT_THAT(Told(*answer), ElementsAre("2:programme:4:PROGRAMME_UNKNOWN"));
  EXPECT_FALSE(answer->applied());
}

TEST_P(RegisterRpcTest, GivenKnownOrganisation_WhenNamedByNumber_ThenItGetsTheExternalId) {
  Steps steps(world());
  const std::string known = steps.Organisation("Bakker", "12345678").value().name();
  const auto first = Import(v1::ORGANISATIONS,
                            absl::StrCat(kOrganisations, "b1;Bakker;12345678;;Voeding;;;Oven\n"));
  ASSERT_THAT(first, IsOk());
  EXPECT_TRUE(first->applied());
  EXPECT_EQ(first->create_count(), 1) << "the workplace is new";
  EXPECT_THAT(Organisations(), SizeIs(2));
  // The number is gone from the file; the external id holds.
  const auto renamed =
      Import(v1::ORGANISATIONS, absl::StrCat(kOrganisations, "b1;Bakkerij;;;;;;Oven\n"));
  EXPECT_EQ(renamed->change_count(), 1);
  for (const auto& organisation : Organisations()) {
    if (organisation.name() != known) continue;
    EXPECT_EQ(organisation.display_name(), "Bakkerij");
    EXPECT_EQ(organisation.kvk_number(), "12345678");
    EXPECT_EQ(organisation.sector(), "Voeding");
    EXPECT_EQ(organisation.relation_type(), v1::Organisation::STRUCTURAL);
  }
  const auto by_number =
      Import(v1::ORGANISATIONS, "name,kvk,external_id\nBakkerij,12345678,\n", Request::PREVIEW);
  EXPECT_EQ(by_number->same_count(), 1);
}

TEST_P(RegisterRpcTest, GivenPlace_WhenChangedByFile_ThenGuardedByClaimsAndWorkplace) {
  GiveSupervisorAnAddress("Ingrid@b.nl");
  const std::string organisation = IdOf(triangle().organisation);
  const auto row = [&](const char* workplace, int seats) {
    return absl::StrCat(kPlaces, "p1;", organisation, ";", workplace, ";ingrid@b.nl;", seats,
                        ";2027-02-01;2027-07-01;32;dual_post;\n");
  };
  ASSERT_EQ(Import(v1::PLACES, row("Ontwerp", 2))->create_count(), 1);
  v1::ListCapacityOffersRequest list;
  list.set_parent(kDemo);
  const auto offers = Ask(&Capacity::ListCapacityOffers, kOffice, list);
  ASSERT_THAT(offers->capacity_offers(), SizeIs(1));
  const v1::CapacityOffer offer = offers->capacity_offers(0);
  EXPECT_EQ(offer.labels().supervisor(), "Ingrid Maas");
  for (const char* claimant : {"a", "b"}) {
    ASSERT_THAT(tenant_database().Write(
                    TenantId("demo"), Soon(),
                    [&](storage::TenantTransaction& transaction) {
                      return capacity::SeatClaims::LockSeat(
                          transaction, capacity::CapacityOfferId(IdOf(offer.name())),
                          {claimant, capacity::ProgrammeId(IdOf(triangle().programme)), {}},
                          world().clock.Now());
                    }),
                IsOk());
  }
  EXPECT_THAT(Told(*Import(v1::PLACES, row("Ontwerp", 1))), ElementsAre("2:seats:5:SEATS_TAKEN"));
  EXPECT_EQ(Import(v1::PLACES, row("Ontwerp", 3))->change_count(), 1);
  EXPECT_EQ(Import(v1::PLACES, row("ontwerp", 3))->same_count(), 1);
  ASSERT_TRUE(Import(v1::ORGANISATIONS,
                     absl::StrCat(kOrganisations, organisation, ";Van Leeuwen;;;;;;Bouw\n"))
                  ->applied());
  EXPECT_THAT(Told(*Import(v1::PLACES, row("Bouw", 3))),
              ElementsAre("2:workplace:3:WORKPLACE_CHANGED"));
}

TEST_P(RegisterRpcTest, GivenSameRequestId_WhenSentTwice_ThenTheFirstAnswer) {
  const std::string file = absl::StrCat(kOrganisations, "o1;Bakker;;;;;;\n");
  const std::string id = "00000000-0000-4000-8000-000000000001";
  const auto first = Import(v1::ORGANISATIONS, file, Request::APPLY, kOffice, id);
  const auto second = Import(v1::ORGANISATIONS, file, Request::APPLY, kOffice, id);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(second->create_count(), 1);
}

TEST_P(RegisterRpcTest, GivenSameFileAtOnce_WhenImported_ThenNothingTwice) {
  File file{kOrganisations, {}};
  for (int i = 0; i < 200; ++i) file.rows.push_back(FiveThousandOrganisations().rows[i]);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      absl::StatusOr<Answer> answer;
      do {
        answer = Import(v1::ORGANISATIONS, file.Text());
      } while (answer.status().code() == Code::kAborted);
      EXPECT_THAT(answer, IsOk());
      EXPECT_TRUE(answer.ok() && answer->applied());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(Organisations(), SizeIs(201));
}

TEST_P(RegisterRpcTest, GivenFilesThatCannotBeRead_WhenImported_ThenRefusedBeforeAnyRow) {
  const auto refused = [&](const std::string& content) {
    return Import(v1::ORGANISATIONS, content).status();
  };
  constexpr auto kBad = Code::kInvalidArgument;
  EXPECT_THAT(refused(""), StatusIs(kBad, "FIELD_MISSING"));
  EXPECT_THAT(refused("name\n"), StatusIs(kBad, "COLUMN_MISSING"));
  EXPECT_THAT(refused("external_id;name\n\"open"), StatusIs(kBad, "CSV_MALFORMED"));
  EXPECT_THAT(refused(std::string(900'001, 'x')), StatusIs(kBad, "CONTENT_TOO_LARGE"));
  EXPECT_THAT(refused(std::string(std::size_t{100} << 20, 'x')),
              HasCode(Code::kResourceExhausted));
  EXPECT_THAT(Import(v1::REGISTER_KIND_UNSPECIFIED, "a").status(), StatusIs(kBad, "FIELD_MISSING"));
}

TEST_P(RegisterRpcTest, GivenCallers_WhenImporting_ThenOfficeAndClientsOnly) {
  const std::string file = absl::StrCat(kOrganisations, "o1;Bakker;;;;;;\n");
  for (const Role role : {Role::kStudent, Role::kTeacher, Role::kProgrammeManager,
                          Role::kOrganisationContact, Role::kInstitutionAdmin}) {
    EXPECT_THAT(Import(v1::ORGANISATIONS, file, Request::PREVIEW, {.role = role}).status(),
                StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  }
  EXPECT_THAT(Import(v1::ORGANISATIONS, file, Request::PREVIEW, {.role = Role::kService}), IsOk());
}

}  // namespace
}  // namespace driehoek::test
