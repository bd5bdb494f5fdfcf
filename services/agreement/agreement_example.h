// Whole agreements as tests use them, made by the decisions themselves: a test changes what matters
// to it.
#pragma once

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "agreement/agreement.h"
#include "agreement/document_of.h"
#include "agreement/lifecycle.h"
#include "agreement/templates.h"

namespace driehoek::agreement {

inline absl::TimeZone Amsterdam() {
  absl::TimeZone zone;
  absl::LoadTimeZone("Europe/Amsterdam", &zone);
  return zone;
}
inline absl::Time At(int year, int month, int day, int hour = 9) {
  return absl::FromCivil(absl::CivilHour(year, month, day, hour), Amsterdam());
}

inline const PersonId kStudentId("01900000-0000-7000-8000-000000000001");
inline const PersonId kTeacherId("01900000-0000-7000-8000-000000000002");
inline const PersonId kSupervisorId("01900000-0000-7000-8000-000000000003");
inline const PersonId kOfficeId("01900000-0000-7000-8000-000000000004");
inline const PersonId kHrId("01900000-0000-7000-8000-000000000005");
inline const PersonId kOtherSupervisorId("01900000-0000-7000-8000-000000000006");
inline const OrganisationId kHostId("01900000-0000-7000-8000-0000000000a1");
inline const PlacementId kPlacementId("01900000-0000-7000-8000-0000000000b1");
inline const AgreementId kAgreementId("01900000-0000-7000-8000-0000000000c1");

inline const Actor kStudentActor{kStudentId, "Daan Verhoeven", PartyRole::kStudent};
inline const Actor kTeacherActor{kTeacherId, "Karin Postma", PartyRole::kProgramme};
inline const Actor kSupervisorActor{kSupervisorId, "Ingrid Maas", PartyRole::kWorkplace};
inline const Actor kOfficeActor{kOfficeId, "Bram de Wit", PartyRole::kProgramme};

// A dual placement from 31 August 2026 to 29 January 2027, checked by teacher and office.
inline PlacementFacts ExampleFacts(Variant variant = Variant::kDual) {
  return {.placement = kPlacementId,
          .placement_version = 3,
          .is_confirmed = true,
          .student = {kStudentId, "Daan Verhoeven"},
          .programme_variant =
              "institutions/demo/programmes/"
              "01900000-0000-7000-8000-0000000000d1/variants/"
              "01900000-0000-7000-8000-0000000000d2",
          .programme_name = "Ad Engineering",
          .variant = variant,
          .funding = Funding::kFunded,
          .organisation = kHostId,
          .organisation_name = "Van Leeuwen Installatietechniek",
          .workplace_name = "Ontwerp",
          .supervisor = {kSupervisorId, "Ingrid Maas"},
          .supervisor_job_title = "hoofd ontwerp",
          .contact_person = {kTeacherId, "Karin Postma"},
          .start_day = absl::CivilDay(2026, 8, 31),
          .end_day = absl::CivilDay(2027, 1, 29),
          .weekly_hours = 24,
          .validation_order = {ValidationStep::kTeacher, ValidationStep::kPracticeOffice},
          .clause_policy = {.rule = variant == Variant::kDual ? AgreementRule::kThreePartyLegal
                                                              : AgreementRule::kThreeParty},
          .due_days = 0,
          .institution = {"Hogeschool De Waarden", Language::kDutch, Amsterdam()}};
}

// The state after a change that must have succeeded, at the version that the store would give it.
inline Agreement After(absl::StatusOr<AgreementChange> change) {
  Agreement after = std::move(change).value().after;
  ++after.version;
  return after;
}

inline Agreement Drafted(const PlacementFacts& facts = ExampleFacts()) {
  return After(Draft({.id = kAgreementId, .language = Language::kDutch}, facts,
                     ShippedTemplate(facts.variant, Language::kDutch), kStudentActor,
                     At(2026, 8, 3)));
}

// `clauses` of the newest version with `text` in the one of that code.
inline std::vector<Clause> WithText(const Agreement& agreement, absl::string_view code,
                                    absl::string_view text) {
  std::vector<Clause> clauses = Newest(agreement).clauses;
  for (Clause& clause : clauses) {
    if (clause.code == code) clause.text = std::string(text);
  }
  return clauses;
}

// With every clause filled in.
inline DraftUpdate Completed(const Agreement& agreement) {
  DraftUpdate update{.clauses = Newest(agreement).clauses};
  for (Clause& clause : *update.clauses) {
    if (clause.text.empty()) clause.text = "Hier staat wat de partijen afspreken.";
  }
  return update;
}

inline Agreement Complete(const PlacementFacts& facts = ExampleFacts()) {
  const Agreement draft = Drafted(facts);
  return After(UpdateDraft(draft, Completed(draft), facts, kTeacherActor, At(2026, 8, 4)));
}

inline Agreement InReview(const PlacementFacts& facts = ExampleFacts()) {
  return After(Submit(Complete(facts), facts, kStudentActor, At(2026, 8, 5)));
}

// Through all checks of the facts' order.
inline Agreement OfferedFrom(Agreement agreement, const PlacementFacts& facts,
                             absl::Time now = At(2026, 8, 6)) {
  while (const auto step = NextValidation(agreement)) {
    const std::string hash = TextOf(agreement, Newest(agreement)).value().hash;
    agreement = After(Validate(agreement, *step, facts, hash, kTeacherActor, now));
  }
  return agreement;
}

inline Agreement Offered(const PlacementFacts& facts = ExampleFacts()) {
  return OfferedFrom(InReview(facts), facts);
}

inline Actor ActorFor(PartyRole role) {
  if (role == PartyRole::kStudent) return kStudentActor;
  return role == PartyRole::kProgramme ? kTeacherActor : kSupervisorActor;
}

// What the named signer for `role` sends after reading the newest version.
inline SignCommand SignFor(const Agreement& agreement, PartyRole role) {
  const Version& version = Newest(agreement);
  const std::string consent = ConsentSentence(agreement, version, role);
  return {.number = version.number,
          .role = role,
          .document_hash = version.document_hash,
          .consent = consent,
          .expected_consent = consent,
          .accepts_responsibilities = true};
}

inline absl::StatusOr<AgreementChange> SignAs(const Agreement& agreement, PartyRole role,
                                              absl::Time now = At(2026, 8, 10)) {
  return Sign(agreement, SignFor(agreement, role),
              {.masked_address = "a.b\u2022\u2022\u2022@example.nl",
               .client_address = "192.0.2.7",
               .user_agent = "Mozilla/5.0"},
              Amsterdam(), ActorFor(role), now);
}

inline AgreementChange SignedByAll(Agreement agreement, absl::Time now = At(2026, 8, 10)) {
  agreement = After(SignAs(agreement, PartyRole::kStudent, now));
  agreement = After(SignAs(agreement, PartyRole::kProgramme, now));
  AgreementChange change = SignAs(agreement, PartyRole::kWorkplace, now).value();
  CameInForce(change)->sealed = SealedFile{std::string(64, 'a'), "overeenkomst-v1.pdf", 12345};
  return change;
}

inline Agreement InForce(const PlacementFacts& facts = ExampleFacts()) {
  return After(SignedByAll(Offered(facts)));
}

}  // namespace driehoek::agreement
