// Parts that every letter is made of: the language, the way in, why one gets it. Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "notify/letter.h"
#include "notify/mail_text.h"

namespace driehoek::notify {

// Picks the sentence of the language.
std::string In(Language language, std::string dutch, std::string english);

// A letter to the reader with nothing in it yet.
Letter Base(const Reader& reader);

// The way in: a link for a guest, the course for all others.
void AddWayIn(Letter& letter, const Reader& reader, std::string action);

// "Open mijn pagina".
std::string OpenPage(Language language);

// Why a guest who supervises this student gets a letter, and until when its link can be opened.
std::string WhyOfSupervisor(const Reader& reader, absl::string_view student_name);

}  // namespace driehoek::notify
