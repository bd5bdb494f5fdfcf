#include "agreement/policy.h"

namespace driehoek::agreement {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;

struct RoleReach {
  Role role;
  Relations relations;
};
using Reach = std::vector<RoleReach>;

// "Within reach": student own, teacher and examiner what is assigned to them today, supervisor what
// he or she signs, practice office and manager their programmes, the contact the own organisation.
const Reach& Readers() {
  static const Reach readers = {
      {Role::kStudent, {Relation::kSelf}},
      {Role::kTeacher, {Relation::kAssigned, Relation::kParty}},
      {Role::kExaminer, {Relation::kAssigned}},
      {Role::kPracticeOffice, {Relation::kProgramme}},
      {Role::kProgrammeManager, {Relation::kProgramme}},
      {Role::kWorkplaceSupervisor, {Relation::kAssigned, Relation::kParty}},
      {Role::kOrganisationContact, {Relation::kOrganisation}},
      {Role::kService, {Relation::kInstitution}}};
  return readers;
}

// Student, supervisor, contact person and practice office. The programme's signer drafts too.
const Reach& Drafters() {
  static const Reach drafters = {
      {Role::kStudent, {Relation::kSelf}},
      {Role::kTeacher, {Relation::kAssigned, Relation::kParty}},
      {Role::kPracticeOffice, {Relation::kProgramme}},
      {Role::kWorkplaceSupervisor, {Relation::kAssigned, Relation::kParty}}};
  return drafters;
}

const Reach& FieldDrafters() {
  static const Reach drafters = [] {
    Reach all = Drafters();
    all.push_back({Role::kOrganisationContact, {Relation::kOrganisation}});
    return all;
  }();
  return drafters;
}

const Reach& Checkers() {
  static const Reach checkers = {{Role::kTeacher, {Relation::kAssigned, Relation::kParty}},
                                 {Role::kPracticeOffice, {Relation::kProgramme}},
                                 {Role::kProgrammeManager, {Relation::kProgramme}}};
  return checkers;
}

// The three named signers in the role of their side.
const Reach& Parties() {
  static const Reach parties = {{Role::kStudent, {Relation::kSelf}},
                                {Role::kTeacher, {Relation::kParty}},
                                {Role::kPracticeOffice, {Relation::kParty}},
                                {Role::kProgrammeManager, {Relation::kParty}},
                                {Role::kWorkplaceSupervisor, {Relation::kParty}}};
  return parties;
}

// Who may try to sign: every person who may read. Only the named signer succeeds (policy.h,
// NamedSide); the others are refused with WRONG_SIGNER, and the attempt is put on record, which it
// could not be if they were turned away unheard (R19). A service is no person and has no row.
const Reach& MayTryToSign() {
  static const Reach persons = [] {
    Reach all;
    for (const RoleReach& reader : Readers()) {
      if (reader.role != Role::kService) all.push_back(reader);
    }
    return all;
  }();
  return persons;
}

const Reach& Office() {
  static const Reach office = {{Role::kPracticeOffice, {Relation::kProgramme}}};
  return office;
}

const Reach& EndAskers() {
  static const Reach askers = {
      {Role::kStudent, {Relation::kSelf}},
      {Role::kTeacher, {Relation::kAssigned, Relation::kParty}},
      {Role::kWorkplaceSupervisor, {Relation::kAssigned, Relation::kParty}}};
  return askers;
}

const Reach& Markers() {
  static const Reach markers = {{Role::kStudent, {Relation::kSelf}},
                                {Role::kTeacher, {Relation::kAssigned, Relation::kParty}},
                                {Role::kPracticeOffice, {Relation::kParty}},
                                {Role::kProgrammeManager, {Relation::kParty}},
                                {Role::kWorkplaceSupervisor, {Relation::kParty}}};
  return markers;
}

const Reach& Downloaders() {
  static const Reach downloaders = {{Role::kStudent, {Relation::kSelf}},
                                    {Role::kTeacher, {Relation::kAssigned, Relation::kParty}},
                                    {Role::kPracticeOffice, {Relation::kProgramme}},
                                    {Role::kProgrammeManager, {Relation::kParty}},
                                    {Role::kWorkplaceSupervisor, {Relation::kParty}}};
  return downloaders;
}

const Reach& FrameworkReaders() {
  static const Reach readers = {{Role::kTeacher, {Relation::kInstitution}},
                                {Role::kPracticeOffice, {Relation::kProgramme}},
                                {Role::kProgrammeManager, {Relation::kProgramme}},
                                {Role::kWorkplaceSupervisor, {Relation::kOrganisation}},
                                {Role::kOrganisationContact, {Relation::kOrganisation}},
                                {Role::kService, {Relation::kInstitution}}};
  return readers;
}

const Reach& FrameworkMakers() {
  static const Reach makers = {{Role::kPracticeOffice, {Relation::kProgramme}},
                               {Role::kService, {Relation::kInstitution}}};
  return makers;
}

const Reach& TemplateReaders() {
  static const Reach readers = {{Role::kTeacher, {Relation::kInstitution}},
                                {Role::kPracticeOffice, {Relation::kInstitution}},
                                {Role::kProgrammeManager, {Relation::kInstitution}},
                                {Role::kInstitutionAdmin, {Relation::kInstitution}}};
  return readers;
}

const Reach& TemplateMakers() {
  static const Reach makers = {{Role::kProgrammeManager, {Relation::kInstitution}},
                               {Role::kInstitutionAdmin, {Relation::kInstitution}}};
  return makers;
}

void Allow(absl::string_view method, const Reach& reach, std::vector<Right>& rights) {
  for (const RoleReach& row : reach) rights.push_back({method, row.role, row.relations});
}

std::vector<Right> MakeRights() {
  std::vector<Right> rights;
  Allow("driehoek.v1.AgreementService/GetAgreement", Readers(), rights);
  Allow("driehoek.v1.AgreementService/ListAgreements", Readers(), rights);
  Allow("driehoek.v1.AgreementService/CreateAgreement", Drafters(), rights);
  Allow("driehoek.v1.AgreementService/UpdateAgreementDraft", FieldDrafters(), rights);
  Allow("driehoek.v1.AgreementService/SubmitAgreement", Drafters(), rights);
  Allow("driehoek.v1.AgreementService/ValidateAgreement", Checkers(), rights);
  Allow("driehoek.v1.AgreementService/ReturnAgreement", Checkers(), rights);
  Allow("driehoek.v1.AgreementService/AcceptResponsibilities", Parties(), rights);
  Allow("driehoek.v1.AgreementService/GetSigningDocument", Readers(), rights);
  Allow("driehoek.v1.AgreementService/RequestSigningCode", MayTryToSign(), rights);
  Allow("driehoek.v1.AgreementService/SignAgreement", MayTryToSign(), rights);
  Allow("driehoek.v1.AgreementService/DeclineAgreement", Parties(), rights);
  Allow("driehoek.v1.AgreementService/WithdrawAgreement", Office(), rights);
  Allow("driehoek.v1.AgreementService/RequestAgreementEnd", EndAskers(), rights);
  Allow("driehoek.v1.AgreementService/TerminateAgreement", Office(), rights);
  Allow("driehoek.v1.AgreementService/AmendAgreement", Drafters(), rights);
  Allow("driehoek.v1.AgreementService/MarkCommitment", Markers(), rights);
  Allow("driehoek.v1.AgreementService/ListAgreementVersions", Readers(), rights);
  Allow("driehoek.v1.AgreementService/CompareAgreementVersions", Readers(), rights);
  Allow("driehoek.v1.AgreementService/ListAgreementEvents", Readers(), rights);
  Allow("driehoek.v1.AgreementService/DownloadAgreement", Downloaders(), rights);
  Allow("driehoek.v1.AgreementService/GetFrameworkAgreement", FrameworkReaders(), rights);
  Allow("driehoek.v1.AgreementService/ListFrameworkAgreements", FrameworkReaders(), rights);
  Allow("driehoek.v1.AgreementService/CreateFrameworkAgreement", FrameworkMakers(), rights);
  Allow("driehoek.v1.AgreementService/GetAgreementTemplate", TemplateReaders(), rights);
  Allow("driehoek.v1.AgreementService/ListAgreementTemplates", TemplateReaders(), rights);
  Allow("driehoek.v1.AgreementService/CreateAgreementTemplate", TemplateMakers(), rights);
  return rights;
}

}  // namespace

const std::vector<Right>& AgreementRights() {
  static const std::vector<Right> rights = MakeRights();
  return rights;
}

}  // namespace driehoek::agreement
