// Parts that every letter is made of: the language, the way in, why one gets it. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "notify/letter.h"
#include "notify/mail_text.h"

namespace driehoek::notify {

// Picks the sentence of the language.
std::string In(Language language, std::string dutch, std::string english);

// A letter to the reader with nothing in it yet but why it comes.
Letter Base(const Reader& reader);

// The way in: a link for a guest, the course for all others.
void AddWayIn(Letter& letter, const Reader& reader, std::string action);

// "Open mijn pagina".
std::string OpenPage(Language language);

// A letter of a few sentences with the way in.
Letter Note(const Reader& reader, std::string subject, std::vector<std::string> paragraphs);

// Says how to get fewer mails. `stop_uri` stops the digest and nothing else, whatever mail it
// stands in.
void AddStop(Letter& letter, std::string stop_uri, bool is_digest);

}  // namespace driehoek::notify
