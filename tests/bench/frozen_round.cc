#include "bench/frozen_round.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bench/support/comparison.h"
#include "driehoek/v1/directory_service.grpc.pb.h"
#include "driehoek/v1/matching_service.grpc.pb.h"
#include "shared/rpc/wire.h"

namespace driehoek::bench {
namespace {

constexpr char kDemo[] = "institutions/demo";
using Directory = v1::DirectoryService::Stub;
using Matching = v1::MatchingService::Stub;

class Office {
 public:
  Office(const std::shared_ptr<grpc::Channel>& channel, std::string office, std::string admin)
      : directory_(v1::DirectoryService::NewStub(channel)),
        matching_(v1::MatchingService::NewStub(channel)),
        office_(std::move(office)),
        admin_(std::move(admin)),
        today_(absl::ToCivilDay(absl::Now(), absl::UTCTimeZone())) {}

  std::string Freeze(const RoundSize& size) {
    const std::vector<std::string> enrolments = Enrol(size.students);
    v1::MatchingRound round = Round(size.wishes);
    const std::vector<std::string> places = Places(round.name(), size.places);
    v1::AddParticipantsRequest add;
    add.set_parent(round.name());
    for (const std::string& enrolment : enrolments) add.add_enrolments(enrolment);
    const auto added = Ask(matching_, &Matching::AddParticipants, office_, add);
    v1::OpenPreferencesRequest open;
    open.set_name(round.name());
    open.set_etag(round.etag());
    round = Ask(matching_, &Matching::OpenPreferences, office_, open);
    for (int s = 0; s < added.participants_size(); ++s) {
      v1::SubmitPreferencesRequest wishes;
      wishes.set_name(added.participants(s).name());
      wishes.set_etag(added.participants(s).etag());
      wishes.set_reason("by phone");
      for (int w = 0; w < size.wishes; ++w) {
        wishes.add_wishes(places[static_cast<std::size_t>((s + w) % size.places)]);
      }
      Ask(matching_, &Matching::SubmitPreferences, office_, wishes);
    }
    v1::FreezeMatchingRoundRequest freeze;
    freeze.set_name(round.name());
    freeze.set_etag(round.etag());
    return Ask(matching_, &Matching::FreezeMatchingRound, office_, freeze).name();
  }

 private:
  template <typename Stub, typename Q, typename R>
  R Ask(const std::unique_ptr<Stub>& stub,
        grpc::Status (Stub::*method)(grpc::ClientContext*, const Q&, R*),
        const std::string& authorization, const Q& request) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", authorization);
    R response;
    const grpc::Status status = (stub.get()->*method)(&context, request, &response);
    if (!status.ok()) {
      Fail(absl::StrCat(Q::descriptor()->name(), " was refused: ", status.error_message()));
    }
    return response;
  }

  std::vector<std::string> Enrol(int students) {
    v1::CreateProgrammeRequest programme;
    programme.set_parent(kDemo);
    programme.mutable_programme()->set_display_name("Ad Engineering");
    programme.mutable_programme()->set_level(5);
    v1::CreateProgrammeVariantRequest variant;
    variant.set_parent(Ask(directory_, &Directory::CreateProgramme, admin_, programme).name());
    variant.mutable_programme_variant()->set_variant(v1::ProgrammeVariant::FULL_TIME);
    variant.mutable_programme_variant()->set_funding(v1::ProgrammeVariant::FUNDED);
    variant.mutable_programme_variant()->set_credits_ec(120);
    const std::string studied =
        Ask(directory_, &Directory::CreateProgrammeVariant, admin_, variant).name();
    std::vector<std::string> enrolments;
    for (int s = 0; s < students; ++s) {
      v1::CreatePersonRequest person;
      person.set_parent(kDemo);
      person.mutable_person()->set_display_name(absl::StrCat("Student ", s));
      v1::CreateEnrolmentRequest enrolment;
      enrolment.set_parent(kDemo);
      enrolment.mutable_enrolment()->set_student(
          Ask(directory_, &Directory::CreatePerson, office_, person).name());
      enrolment.mutable_enrolment()->set_programme_variant(studied);
      enrolment.mutable_enrolment()->set_phase(1);
      *enrolment.mutable_enrolment()->mutable_start_date() = rpc::ToProto(today_ - 100);
      enrolments.push_back(Ask(directory_, &Directory::CreateEnrolment, office_, enrolment).name());
    }
    return enrolments;
  }
  v1::MatchingRound Round(int wishes) {
    v1::CreateMatchingRoundRequest request;
    request.set_parent(kDemo);
    auto& round = *request.mutable_matching_round();
    round.set_display_name("Ronde voorjaar");
    *round.mutable_start_date() = rpc::ToProto(today_ + 60);
    *round.mutable_end_date() = rpc::ToProto(today_ + 160);
    round.set_form(v1::Placement::INTERNSHIP);
    round.set_weekly_hours(32);
    round.set_max_wish_count(wishes);
    *round.mutable_preferences_due_time() = rpc::ToProto(absl::Now() + absl::Hours(24));
    return Ask(matching_, &Matching::CreateMatchingRound, office_, request);
  }
  std::vector<std::string> Places(const std::string& round, int count) {
    std::vector<std::string> places;
    for (int p = 0; p < count; ++p) {
      v1::CreateOrganisationRequest organisation;
      organisation.set_parent(kDemo);
      organisation.mutable_organisation()->set_display_name(absl::StrCat("Organisatie ", p));
      organisation.mutable_organisation()->set_relation_type(v1::Organisation::STRUCTURAL);
      v1::CreateWorkplaceRequest workplace;
      workplace.set_parent(
          Ask(directory_, &Directory::CreateOrganisation, office_, organisation).name());
      workplace.mutable_workplace()->set_display_name("Ontwerp");
      v1::CreateRoundPlaceRequest place;
      place.set_parent(round);
      place.mutable_place()->set_workplace(
          Ask(directory_, &Directory::CreateWorkplace, office_, workplace).name());
      place.mutable_place()->set_capacity(4 + p % 2);
      places.push_back(Ask(matching_, &Matching::CreateRoundPlace, office_, place).name());
    }
    return places;
  }

  std::unique_ptr<Directory> directory_;
  std::unique_ptr<Matching> matching_;
  const std::string office_;
  const std::string admin_;
  const absl::CivilDay today_;
};

}  // namespace

std::string FreezeRound(const Service& service, const std::shared_ptr<grpc::Channel>& channel,
                        const std::string& office, const RoundSize& size) {
  return Office(channel, office, service.ApiClient("institution_admin")).Freeze(size);
}

}  // namespace driehoek::bench
