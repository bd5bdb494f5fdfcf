// Who is told what of an agreement. Pure: the event's type and what is known of its agreement come
// in, notices go out.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "notify/mail_text.h"
#include "shared/base/enum_names.h"
#include "shared/base/strong_id.h"

namespace driehoek::notify {

enum class NoticeKind { kSign, kInForce, kDeclined, kReturned, kEnded, kOverdue, kEndRequested };

// What is known of an agreement when something happened to it.
struct AgreementNews {
  struct Signer {
    PersonId person;
    std::string name;
    bool has_signed = false;
    bool has_refused = false;
  };
  AgreementWords words;
  PersonId student;
  std::vector<Signer> signers;    // of the newest version
  PersonId contact_person;        // today's; empty when there is none
  std::vector<PersonId> offices;  // who has the practice office's role for its programme
};

struct Notice {
  PersonId to;
  NoticeKind kind = NoticeKind::kSign;
};

// Whether the event is one that somebody is told of by mail: "agreement.offered",
// "agreement.in_force", ...
bool IsTold(absl::string_view event_type);

// Each person at most once, the student first. Nothing for other events.
std::vector<Notice> NoticesOf(absl::string_view event_type, const AgreementNews& news);

// Whether somebody waits for what the reader does, so that it cannot wait for the digest.
bool IsUrgent(NoticeKind kind);

Letter LetterOf(const Notice& notice, const AgreementNews& news, const Reader& reader,
                absl::CivilDay today);
// Why the reader of a notice gets it.
Reason ReasonFor(const PersonId& to, const AgreementNews& news);

}  // namespace driehoek::notify

template <>
struct driehoek::EnumNames<driehoek::notify::NoticeKind> {
  static constexpr std::array<absl::string_view, 7> kNames = {
      "sign", "in_force", "declined", "returned", "ended", "overdue", "end_requested"};
};
