#include "notify/notices.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace driehoek::notify {
namespace {

std::optional<NoticeKind> KindOf(absl::string_view event_type) {
  if (event_type == "agreement.offered") return NoticeKind::kSign;
  if (event_type == "agreement.in_force") return NoticeKind::kInForce;
  if (event_type == "agreement.declined") return NoticeKind::kDeclined;
  if (event_type == "agreement.returned") return NoticeKind::kReturned;
  if (event_type == "agreement.withdrawn") return NoticeKind::kEnded;
  if (event_type == "agreement.terminated") return NoticeKind::kEnded;
  if (event_type == "agreement.end_requested") return NoticeKind::kEndRequested;
  if (event_type == "agreement.overdue") return NoticeKind::kOverdue;
  return std::nullopt;
}

void Add(std::vector<Notice>& notices, const PersonId& to, NoticeKind kind) {
  if (to.empty()) return;
  const bool is_known = std::any_of(notices.begin(), notices.end(),
                                    [&](const Notice& notice) { return notice.to == to; });
  if (!is_known) notices.push_back({to, kind});
}

std::string Decliner(const AgreementNews& news) {
  for (const auto& signer : news.signers) {
    if (signer.has_refused) return signer.name;
  }
  return "";
}

std::vector<std::string> OpenSigners(const AgreementNews& news) {
  std::vector<std::string> open;
  for (const auto& signer : news.signers) {
    if (!signer.has_signed) open.push_back(signer.name);
  }
  return open;
}

}  // namespace

bool IsTold(absl::string_view event_type) { return KindOf(event_type).has_value(); }

bool IsUrgent(NoticeKind kind) {
  return kind == NoticeKind::kSign || kind == NoticeKind::kOverdue ||
         kind == NoticeKind::kEndRequested;
}

std::vector<Notice> NoticesOf(absl::string_view event_type, const AgreementNews& news) {
  std::vector<Notice> notices;
  const std::optional<NoticeKind> kind = KindOf(event_type);
  if (!kind.has_value()) return notices;
  switch (*kind) {
    case NoticeKind::kSign:
      for (const auto& signer : news.signers) {
        if (signer.person == news.student) Add(notices, signer.person, *kind);
      }
      for (const auto& signer : news.signers) {
        if (!signer.has_signed) Add(notices, signer.person, *kind);
      }
      break;
    case NoticeKind::kInForce:
    case NoticeKind::kEnded:
    case NoticeKind::kDeclined:
      Add(notices, news.student, *kind);
      for (const auto& signer : news.signers) {
        // Who refused knows it.
        if (!signer.has_refused) Add(notices, signer.person, *kind);
      }
      Add(notices, news.contact_person, *kind);
      break;
    case NoticeKind::kReturned:
      Add(notices, news.student, *kind);
      Add(notices, news.contact_person, *kind);
      break;
    case NoticeKind::kEndRequested:
      Add(notices, news.contact_person, *kind);
      for (const PersonId& office : news.offices) Add(notices, office, *kind);
      break;
    case NoticeKind::kOverdue:
      // The contact person, not only the student (R21).
      Add(notices, news.contact_person, *kind);
      break;
  }
  return notices;
}

Letter LetterOf(const Notice& notice, const AgreementNews& news, const Reader& reader,
                absl::CivilDay today) {
  const bool is_student = notice.to == news.student;
  switch (notice.kind) {
    case NoticeKind::kSign:
      return SignLetter(reader, news.words, is_student, today);
    case NoticeKind::kInForce:
      return InForceLetter(reader, news.words, is_student);
    case NoticeKind::kDeclined:
      return DeclinedLetter(reader, news.words, is_student, Decliner(news));
    case NoticeKind::kReturned:
      return ReturnedLetter(reader, news.words, is_student);
    case NoticeKind::kEnded:
      return EndedLetter(reader, news.words, is_student);
    case NoticeKind::kEndRequested:
      return EndRequestedLetter(reader, news.words);
    case NoticeKind::kOverdue:
      return OverdueLetter(reader, news.words, OpenSigners(news));
  }
  return {};
}

Reason ReasonFor(const PersonId& to, const AgreementNews& news) {
  const AgreementWords& words = news.words;
  if (to == news.student) return {ReaderRole::kStudent, words.organisation_name};
  if (to == news.contact_person) return {ReaderRole::kContactPerson, words.student_name};
  for (const auto& signer : news.signers) {
    if (signer.person == to) return {ReaderRole::kSigner, words.student_name};
  }
  return {ReaderRole::kPracticeOffice, words.student_name};
}

}  // namespace driehoek::notify
