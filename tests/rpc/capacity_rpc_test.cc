// CapacityService over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "capacity_world.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;

class CapacityRpcTest : public CapacityTest {
 protected:
  v1::ListCapacityOffersRequest All() {
    v1::ListCapacityOffersRequest request;
    request.set_parent(kDemo);
    return request;
  }
  std::vector<v1::CapacityOffer> List(const Who& who,
                                      const v1::ListCapacityOffersRequest& request) {
    const auto listed = Ask(&Capacity::ListCapacityOffers, who, request);
    EXPECT_THAT(listed, IsOk());
    if (!listed.ok()) return {};
    return {listed->capacity_offers().begin(), listed->capacity_offers().end()};
  }
  absl::StatusOr<v1::HostingIntent> AskAbout(int year, const Who& who = kOffice) {
    v1::AskHostingIntentRequest request;
    request.set_parent(kDemo);
    request.set_organisation(triangle().organisation);
    request.set_year(year);
    return Ask(&Capacity::AskHostingIntent, who, request);
  }
};
DRIEHOEK_ON_EVERY_ENGINE(CapacityRpcTest);

TEST_P(CapacityRpcTest, GivenWorkplace_WhenOffered_ThenReadWithSeatsAndLabels) {
  const v1::CapacityOffer made = Offered(Wish());
  EXPECT_EQ(made.state(), v1::CapacityOffer::OFFERED);
  EXPECT_EQ(made.min_phase(), 1);
  EXPECT_EQ(made.taken_seat_count(), 0);
  EXPECT_EQ(made.free_seat_count(), 5);
  EXPECT_EQ(made.labels().organisation(), "Van Leeuwen");
  EXPECT_EQ(made.labels().workplace(), "Ontwerp");
  EXPECT_EQ(made.labels().supervisor(), "Ingrid Maas");
  const auto read = Get(kOffice, made.name());
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), made.SerializeAsString());
}

TEST_P(CapacityRpcTest, GivenEveryField_WhenOffered_ThenKeptAsGiven) {
  auto request = Wish();
  auto& offer = *request.mutable_capacity_offer();
  offer.add_forms(v1::Placement::GRADUATION_INTERNSHIP);
  auto& share = *offer.add_shares();
  share.set_programme(triangle().programme);
  share.set_reserved_seat_count(2);
  share.set_max_seat_count(3);
  offer.set_min_phase(2);
  offer.add_variants(v1::ProgrammeVariant::DUAL);
  offer.add_languages("nl");
  offer.add_languages("en-GB");
  offer.add_outcome_codes("LU 1");
  offer.set_city("Ede");
  const v1::CapacityOffer made = Offered(request);
  EXPECT_THAT(made.forms(),
              ElementsAre(v1::Placement::DUAL_POST, v1::Placement::GRADUATION_INTERNSHIP));
  ASSERT_THAT(made.shares(), SizeIs(1));
  EXPECT_EQ(made.shares(0).SerializeAsString(), share.SerializeAsString());
  const auto read = Get(kOffice, made.name());
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), made.SerializeAsString());
  EXPECT_THAT(read->variants(), ElementsAre(v1::ProgrammeVariant::DUAL));
  EXPECT_THAT(read->languages(), ElementsAre("nl", "en-GB"));
  EXPECT_THAT(read->outcome_codes(), ElementsAre("LU 1"));
  EXPECT_EQ(read->labels().city(), "Ede");
}

TEST_P(CapacityRpcTest, GivenWrongFields_WhenOffered_ThenRefusedWithReason) {
  Steps steps(world());
  const std::string hr = steps.Supervisor(triangle().organisation, steps.Person("Petra"),
                                          v1::SupervisorProfile::ORGANISATION_CONTACT);
  const auto elsewhere = steps.Organisation("Elders").value().name();
  const auto refused = [&](auto spoil) {
    auto request = Wish();
    spoil(*request.mutable_capacity_offer());
    return Ask(&Capacity::CreateCapacityOffer, kOffice, request).status();
  };
  constexpr auto kBad = Code::kInvalidArgument;
  EXPECT_THAT(refused([&](auto& o) { o.set_supervisor(hr); }), StatusIs(kBad, "NOT_ON_THE_FLOOR"));
  EXPECT_THAT(refused([&](auto& o) {
                o.set_supervisor(elsewhere + "/supervisors/" + IdOf(triangle().supervisor));
              }),
              StatusIs(kBad, "OTHER_ORGANISATION"));
  EXPECT_THAT(refused([&](auto& o) {
                o.set_workplace(elsewhere + "/workplaces/" + IdOf(o.workplace()));
                o.clear_supervisor();
              }),
              StatusIs(kBad, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(refused([&](auto& o) { o.set_seat_count(-1); }),
              StatusIs(kBad, "NUMBER_OUT_OF_RANGE"));
  EXPECT_THAT(refused([&](auto& o) { o.clear_forms(); }), StatusIs(kBad, "FIELD_MISSING"));
  EXPECT_THAT(
      refused([&](auto& o) { o.add_shares()->set_programme("institutions/demo/programmes/none"); }),
      StatusIs(kBad, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(refused([&](auto& o) {
                auto& share = *o.add_shares();
                share.set_programme(triangle().programme);
                share.set_reserved_seat_count(6);
              }),
              StatusIs(kBad, "RESERVED_TOO_MANY"));
  EXPECT_THAT(
      refused([&](auto& o) { o.set_workplace("institutions/other/organisations/a/workplaces/b"); }),
      StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_P(CapacityRpcTest, GivenOffer_WhenUpdatedAndWithdrawn_ThenOnceAndGuardedByEtag) {
  const v1::CapacityOffer made = Offered(Wish());
  v1::UpdateCapacityOfferRequest update;
  update.mutable_capacity_offer()->set_name(made.name());
  update.mutable_capacity_offer()->set_etag(made.etag());
  update.mutable_capacity_offer()->set_seat_count(2);
  const auto changed = Ask(&Capacity::UpdateCapacityOffer, kOffice, update);
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->seat_count(), 2);
  EXPECT_EQ(changed->weekly_hours(), 32);
  EXPECT_THAT(Ask(&Capacity::UpdateCapacityOffer, kOffice, update),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  v1::WithdrawCapacityOfferRequest withdraw;
  withdraw.set_name(made.name());
  withdraw.set_etag(made.etag());
  EXPECT_THAT(Ask(&Capacity::WithdrawCapacityOffer, kOffice, withdraw),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  withdraw.set_etag(changed->etag());
  const auto withdrawn = Ask(&Capacity::WithdrawCapacityOffer, kOffice, withdraw);
  ASSERT_THAT(withdrawn, IsOk());
  EXPECT_EQ(withdrawn->state(), v1::CapacityOffer::WITHDRAWN);
  EXPECT_EQ(withdrawn->free_seat_count(), 0);
  withdraw.set_etag(withdrawn->etag());
  EXPECT_THAT(Ask(&Capacity::WithdrawCapacityOffer, kOffice, withdraw),
              StatusIs(Code::kFailedPrecondition, "OFFER_WITHDRAWN"));
  update.mutable_capacity_offer()->set_etag(withdrawn->etag());
  EXPECT_THAT(Ask(&Capacity::UpdateCapacityOffer, kOffice, update),
              StatusIs(Code::kFailedPrecondition, "OFFER_WITHDRAWN"));
}

TEST_P(CapacityRpcTest, GivenPlacementAtTheWorkplace_WhenRead_ThenItsSeatIsTaken) {
  const v1::CapacityOffer made = Offered(Wish());
  v1::CreatePlacementRequest request;
  request.set_parent(kDemo);
  auto& placement = *request.mutable_placement();
  placement.set_student(triangle().student);
  placement.set_enrolment(triangle().enrolment);
  placement.set_form(v1::Placement::DUAL_POST);
  placement.set_workplace(triangle().workplace);
  placement.set_supervisor(triangle().supervisor);
  *placement.mutable_start_date() = rpc::ToProto(world().Today() + 110);
  *placement.mutable_end_date() = rpc::ToProto(world().Today() + 200);
  placement.set_weekly_hours(24);
  const auto placed =
      world().Ask(world().placements, &Placements::CreatePlacement, kOffice, request);
  ASSERT_THAT(placed, IsOk());
  EXPECT_EQ(Get(kOffice, made.name())->taken_seat_count(), 1);
  EXPECT_EQ(Get(kOffice, made.name())->free_seat_count(), 4);
  // The day after the offer's last one is another period.
  const v1::CapacityOffer later = Offered(Wish(201));
  EXPECT_EQ(later.taken_seat_count(), 0);
}

TEST_P(CapacityRpcTest, GivenCallers_WhenReadingAndOffering_ThenEachWithinReach) {
  Steps steps(world());
  const std::string hr = steps.Person("Petra");
  steps.Supervisor(triangle().organisation, hr, v1::SupervisorProfile::ORGANISATION_CONTACT);
  const std::string stranger = steps.Person("Stranger");
  const v1::CapacityOffer made = Offered(Wish());
  for (const Who& who :
       {As(Role::kWorkplaceSupervisor, triangle().supervisor_person),
        As(Role::kOrganisationContact, hr), As(Role::kTeacher, stranger), kManager}) {
    EXPECT_EQ(Get(who, made.name())->note(), "Alleen na een gesprek.") << auth::RoleName(who.role);
    EXPECT_THAT(List(who, All()), SizeIs(1)) << auth::RoleName(who.role);
  }
  for (const Role role : {Role::kWorkplaceSupervisor, Role::kOrganisationContact, Role::kStudent}) {
    EXPECT_THAT(Get(As(role, stranger), made.name()),
                StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(List(As(role, stranger), All()), IsEmpty());
  }
  EXPECT_THAT(Ask(&Capacity::CreateCapacityOffer, As(Role::kOrganisationContact, hr), Wish()),
              IsOk());
  EXPECT_THAT(Ask(&Capacity::CreateCapacityOffer, As(Role::kOrganisationContact, stranger), Wish()),
              StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(Ask(&Capacity::CreateCapacityOffer, kManager, Wish()),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  EXPECT_THAT(Get(kAdmin, made.name()), StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
}

TEST_P(CapacityRpcTest, GivenStudent_WhenReading_ThenOpenOffersOnlyWithoutNoteAndSupervisor) {
  const Who student = As(Role::kStudent, triangle().student);
  const v1::CapacityOffer open = Offered(Wish());
  auto request = Wish(11);
  request.mutable_capacity_offer()->set_min_phase(2);
  const v1::CapacityOffer too_early = Offered(request);
  request = Wish(12);
  request.mutable_capacity_offer()->add_variants(v1::ProgrammeVariant::FULL_TIME);
  const v1::CapacityOffer other_variant = Offered(request);
  request = Wish(13);
  auto& share = *request.mutable_capacity_offer()->add_shares();
  share.set_programme(triangle().programme);
  share.set_max_seat_count(0);
  const v1::CapacityOffer closed = Offered(request);
  const v1::CapacityOffer over = Offered(Wish(-101));

  const auto read = Get(student, open.name());
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->note(), "");
  EXPECT_EQ(read->supervisor(), "");
  EXPECT_EQ(read->labels().supervisor(), "");
  EXPECT_EQ(read->labels().organisation(), "Van Leeuwen");
  const auto listed = List(student, All());
  ASSERT_THAT(listed, SizeIs(1));
  EXPECT_EQ(listed[0].SerializeAsString(), read->SerializeAsString());
  for (const auto& hidden : {too_early, other_variant, closed, over}) {
    EXPECT_THAT(Get(student, hidden.name()), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  }
  EXPECT_THAT(List(kOffice, All()), SizeIs(5));
}

TEST_P(CapacityRpcTest, GivenOffers_WhenPagedAndFiltered_ThenByOrganisationThenStart) {
  Steps steps(world());
  const std::string early = steps.Organisation("aannemer De Boer").value().name();
  const std::string workplace = steps.Workplace(early);
  for (const int start : {30, 10, 20}) {
    auto request = Wish(start);
    request.mutable_capacity_offer()->set_city(start == 20 ? "Ede" : "Tiel");
    Offered(request);
    request.mutable_capacity_offer()->set_workplace(workplace);
    request.mutable_capacity_offer()->clear_supervisor();
    Offered(request);
  }
  auto list = All();
  list.set_page_size(2);
  std::vector<std::pair<std::string, absl::CivilDay>> seen;
  do {
    const auto page = Ask(&Capacity::ListCapacityOffers, kOffice, list);
    ASSERT_THAT(page, IsOk());
    for (const auto& offer : page->capacity_offers()) {
      seen.emplace_back(offer.labels().organisation().substr(0, 3),
                        rpc::FromProto(offer.start_date(), "d").value());
    }
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  const absl::CivilDay today = world().Today();
  using Seen = std::pair<std::string, absl::CivilDay>;
  EXPECT_THAT(
      seen, ElementsAre(Seen{"aan", today + 10}, Seen{"aan", today + 20}, Seen{"aan", today + 30},
                        Seen{"Van", today + 10}, Seen{"Van", today + 20}, Seen{"Van", today + 30}));
  const auto narrowed = [&](auto narrow) {
    auto request = All();
    narrow(request);
    return List(kOffice, request).size();
  };
  EXPECT_EQ(narrowed([&](auto& r) { r.set_organisation(early); }), 3U);
  EXPECT_EQ(narrowed([&](auto& r) { r.set_workplace(workplace); }), 3U);
  EXPECT_EQ(narrowed([&](auto& r) { r.set_city("EDE"); }), 2U);
  EXPECT_EQ(narrowed([&](auto& r) { r.set_programme(triangle().programme); }), 6U);
  EXPECT_EQ(narrowed([&](auto& r) { *r.mutable_from_date() = rpc::ToProto(today + 121); }), 2U);
  EXPECT_EQ(narrowed([&](auto& r) { *r.mutable_to_date() = rpc::ToProto(today + 10); }), 2U);
  EXPECT_EQ(narrowed([&](auto& r) { r.add_states(v1::CapacityOffer::WITHDRAWN); }), 0U);
  EXPECT_EQ(narrowed([&](auto& r) { r.set_organisation("institutions/demo/organisations/x"); }),
            0U);
}

TEST_P(CapacityRpcTest, GivenOrganisation_WhenAskedToHost_ThenAnswersOnceAYear) {
  Steps steps(world());
  const std::string hr = steps.Person("Petra");
  steps.Supervisor(triangle().organisation, hr, v1::SupervisorProfile::ORGANISATION_CONTACT);
  const auto asked = AskAbout(2027);
  ASSERT_THAT(asked, IsOk());
  EXPECT_EQ(asked->answer(), v1::HostingIntent::NOT_YET);
  EXPECT_EQ(asked->organisation_display_name(), "Van Leeuwen");
  EXPECT_FALSE(asked->has_answer_time());
  EXPECT_THAT(AskAbout(2027), StatusIs(Code::kAlreadyExists, "INTENT_EXISTS"));
  EXPECT_THAT(AskAbout(1999), StatusIs(Code::kInvalidArgument, "NUMBER_OUT_OF_RANGE"));
  EXPECT_THAT(AskAbout(2028, As(Role::kOrganisationContact, hr)),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));

  v1::AnswerHostingIntentRequest answer;
  answer.set_name(asked->name());
  answer.set_etag(asked->etag());
  answer.set_answer(v1::HostingIntent::NO);
  const Who contact = As(Role::kOrganisationContact, hr);
  EXPECT_THAT(Ask(&Capacity::AnswerHostingIntent, contact, answer),
              StatusIs(Code::kInvalidArgument, "REASON_MISSING"));
  answer.add_reasons(v1::HostingIntent::NO_SUPERVISOR_TIME);
  answer.set_remark("Te weinig begeleiders.");
  EXPECT_THAT(Ask(&Capacity::AnswerHostingIntent, As(Role::kOrganisationContact, steps.Person("S")),
                  answer),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  const auto answered = Ask(&Capacity::AnswerHostingIntent, contact, answer);
  ASSERT_THAT(answered, IsOk());
  EXPECT_EQ(answered->answer(), v1::HostingIntent::NO);
  EXPECT_TRUE(answered->has_answer_time());
  EXPECT_THAT(Ask(&Capacity::AnswerHostingIntent, contact, answer),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  v1::GetHostingIntentRequest get;
  get.set_name(asked->name());
  const auto read = Ask(&Capacity::GetHostingIntent, kManager, get);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), answered->SerializeAsString());
}

TEST_P(CapacityRpcTest, GivenIntents_WhenListed_ThenNewestYearFirstAndFiltered) {
  for (const int year : {2026, 2028, 2027}) ASSERT_THAT(AskAbout(year), IsOk());
  v1::ListHostingIntentsRequest list;
  list.set_parent(kDemo);
  list.set_page_size(2);
  std::vector<int> years;
  do {
    const auto page = Ask(&Capacity::ListHostingIntents, kOffice, list);
    ASSERT_THAT(page, IsOk());
    for (const auto& intent : page->hosting_intents()) years.push_back(intent.year());
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  EXPECT_THAT(years, ElementsAre(2028, 2027, 2026));
  v1::ListHostingIntentsRequest one;
  one.set_parent(kDemo);
  one.set_year(2027);
  EXPECT_THAT(Ask(&Capacity::ListHostingIntents, kOffice, one)->hosting_intents(), SizeIs(1));
  one.add_answers(v1::HostingIntent::YES);
  EXPECT_THAT(Ask(&Capacity::ListHostingIntents, kOffice, one)->hosting_intents(), IsEmpty());
  v1::ListHostingIntentsRequest all;
  all.set_parent(kDemo);
  EXPECT_THAT(Ask(&Capacity::ListHostingIntents,
                  As(Role::kWorkplaceSupervisor, triangle().supervisor_person), all)
                  ->hosting_intents(),
              SizeIs(3));
  Steps steps(world());
  EXPECT_THAT(Ask(&Capacity::ListHostingIntents,
                  As(Role::kWorkplaceSupervisor, steps.Person("Stranger")), all)
                  ->hosting_intents(),
              IsEmpty());
}

}  // namespace
}  // namespace driehoek::test
