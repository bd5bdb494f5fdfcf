#include "progress/evidence/file_type.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "progress/evidence/file_name.h"
#include "progress/evidence/zip_example.h"
#include "support/status_matchers.h"
#include "support/violations.h"

namespace driehoek::progress::evidence {
namespace {

using test::IsOkAndHolds;
using test::StatusIs;
using test::ViolationsOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Code = absl::StatusCode;

TEST(FileTypeTest, GivenAcceptedKinds_WhenLookedAt_ThenNamedByTheirBytes) {
  using namespace std::string_literals;
  EXPECT_THAT(TypeOf("%PDF-1.7\n...", "x.html"), IsOkAndHolds("application/pdf"));
  EXPECT_THAT(TypeOf("\x89PNG\r\n\x1A\nrest", "x"), IsOkAndHolds("image/png"));
  EXPECT_THAT(TypeOf("\xFF\xD8\xFF\xE0rest", "x"), IsOkAndHolds("image/jpeg"));
  EXPECT_THAT(TypeOf("GIF89a...", "x"), IsOkAndHolds("image/gif"));
  EXPECT_THAT(TypeOf("RIFF\0\0\0\0WEBPVP8 "s, "x"), IsOkAndHolds("image/webp"));
  EXPECT_THAT(TypeOf("\0\0\0\x18"s + "ftypheic....", "x"), IsOkAndHolds("image/heic"));
  EXPECT_THAT(TypeOf("\0\0\0\x18"s + "ftypmp42....", "x"), IsOkAndHolds("video/mp4"));
  EXPECT_THAT(TypeOf("\0\0\0\x18"s + "ftypqt  ....", "x"), IsOkAndHolds("video/quicktime"));
  EXPECT_THAT(TypeOf("Wat ik deed: één stap.\n", "verslag.TXT"), IsOkAndHolds("text/plain"));
  EXPECT_THAT(
      TypeOf(DocxBytes(), "x"),
      IsOkAndHolds("application/vnd.openxmlformats-officedocument.wordprocessingml.document"));
  EXPECT_THAT(TypeOf(ZipOf({{"[Content_Types].xml", "<T/>"}, {"xl/workbook.xml", "<w/>"}}), "x"),
              IsOkAndHolds("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
  EXPECT_THAT(
      TypeOf(ZipOf({{"[Content_Types].xml", "<T/>"}, {"ppt/presentation.xml", "<w/>"}}), "x"),
      IsOkAndHolds("application/vnd.openxmlformats-officedocument.presentationml.presentation"));
  EXPECT_THAT(TypeOf(ZipOf({{"mimetype", "application/vnd.oasis.opendocument.text"},
                            {"content.xml", "<o/>"}}),
                     "x"),
              IsOkAndHolds("application/vnd.oasis.opendocument.text"));
}

TEST(FileTypeTest, GivenAnythingElse_WhenLookedAt_ThenRefused) {
  using namespace std::string_literals;
  const std::vector<std::pair<std::string, std::string>> refused = {
      {"<!DOCTYPE html><p>hi", "x.txt"},
      {"  \n<HTML>", "x.txt"},
      {"tekst\n<script>alert(1)</script>", "x.txt"},
      {"<svg xmlns='http://www.w3.org/2000/svg'/>", "x.txt"},
      {"<?xml version='1.0'?><x/>", "x.md"},
      {"#!/bin/sh\nrm -rf /", "x.txt"},
      {"\xEF\xBB\xBF<html>", "x.txt"},
      {"gewone tekst", "x.html"},
      {"gewone tekst", "x.bat"},
      {"gewone tekst", "x"},
      {"tekst met \x01", "x.txt"},
      {"tekst met "s + '\0', "x.txt"},
      {"MZ\x90\0\3"s, "x.exe"},
      {"\x7F"
       "ELF\2\1\1",
       "x"},
      {"PK\3\4 niets", "x.zip"},
      {ZipOf({{"a.txt", "b"}}), "x.docx"},
      {ZipOf({{"word/document.xml", "<d/>"}}), "x.docx"},
      {ZipOf({{"[Content_Types].xml", "<T/>"},
              {"word/document.xml", "<d/>"},
              {"word/vbaProject.bin", "x"}}),
       "x.docx"},
      {ZipOf({{"mimetype", "application/x-other"}, {"content.xml", "<o/>"}}), "x.odt"},
      {"\0\0\0\x18"s + "ftypavif....", "x.avif"},
      {"RIFF\0\0\0\0AVI ....."s, "x.avi"},
      {"", "x.txt"}};
  for (const auto& [bytes, name] : refused) {
    EXPECT_THAT(ViolationsOf(TypeOf(bytes, name).status()), ElementsAre("data FILE_TYPE_REFUSED"))
        << name << ": " << bytes.substr(0, 30);
  }
  EXPECT_THAT(ViolationsOf(TypeOf(ZipBomb(), "x.docx").status()),
              ElementsAre("data FILE_UNPACKS_TOO_LARGE"));
}

TEST(FileNameTest, GivenNames_WhenChecked_ThenNoPathAndNothingHidden) {
  const auto violations = [](absl::string_view name) {
    FieldViolations found;
    CheckFileName(name, found);
    return ViolationsOf(found.ToStatus());
  };
  EXPECT_THAT(violations("Foto van één stap (2).jpg"), IsEmpty());
  EXPECT_THAT(violations(std::string(255, 'a')), IsEmpty());
  for (const absl::string_view bad :
       {"../../x", "..", ".", "a/b", "a\\b", "/etc/passwd", "C:\\x", "a\nb", "a\tb", "\x7Fx",
        "x\xE2\x80\xAEgpj.exe", "\xFF\xFE"}) {
    EXPECT_THAT(violations(bad), ElementsAre("file_name FILE_NAME_UNSAFE")) << bad;
  }
  EXPECT_THAT(violations(absl::string_view("a\0b", 3)), ElementsAre("file_name FILE_NAME_UNSAFE"));
  EXPECT_THAT(violations(""), ElementsAre("file_name TEXT_MISSING"));
  EXPECT_THAT(violations(std::string(256, 'a')), ElementsAre("file_name TEXT_TOO_LONG"));
}

TEST(FileNameTest, GivenANameThatSaysAnotherType_WhenKept_ThenAnExtensionIsAdded) {
  EXPECT_EQ(WithSuitableExtension("photo.JPG", "image/jpeg"), "photo.JPG");
  EXPECT_EQ(WithSuitableExtension("photo.html", "image/jpeg"), "photo.html.jpg");
  EXPECT_EQ(WithSuitableExtension("photo", "image/heic"), "photo.heic");
}

TEST(FileNameTest, GivenAnyName_WhenMadeNeutral_ThenPlainAscii) {
  EXPECT_EQ(NeutralName("Foto van één stap.jpg"), "Foto_van_n_stap.jpg");
  EXPECT_EQ(NeutralName("../../x"), "_.._.._x");
  EXPECT_EQ(NeutralName(".htaccess"), "_.htaccess");
  EXPECT_EQ(NeutralName("CON.txt"), "_CON.txt");
  EXPECT_EQ(NeutralName("com1"), "_com1");
  EXPECT_EQ(NeutralName("compact.pdf"), "compact.pdf");
  EXPECT_EQ(NeutralName(""), "_");
  EXPECT_EQ(NeutralName(std::string(300, 'a') + ".pdf").size(), 100U);
}

}  // namespace
}  // namespace driehoek::progress::evidence
