#include "AllFindings.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

// Nothing that a computer can repair ends in "record it again".
namespace DirectPost::Media {
namespace {

// What matters and has no remedy but another clip, and why.
const std::map<std::string, std::string> kBeyondRepair = {
	{"size_empty", "there is nothing in it"},
	{"duration_zero", "there is nothing in it"},
	{"codec_none", "there is no picture in it"},
	{"duration_one_picture", "nothing moves in it, which may be meant"},
	{"duration_short", "nobody recorded more of it; what was cut too short is cut anew where it was cut"},
	{"sound_none", "nobody recorded any, which may be meant"},
	{"size_may_shrink", "the copy that is made of it is judged anew, and has its remedy then"},
};

bool isMendedHere(Remedy remedy)
{
	return remedy != Remedy::None && remedy != Remedy::ChooseAnother;
}

TEST(Remedies, AreThereForAllThatAComputerCanRepair)
{
	std::set<std::string> beyondRepair;
	for (const Finding &finding : allFindings()) {
		if (!finding.matters() || isMendedHere(finding.remedy))
			continue;
		EXPECT_TRUE(kBeyondRepair.contains(finding.code)) << finding.code << " has no remedy";
		beyondRepair.insert(finding.code);
	}
	for (const auto &[code, why] : kBeyondRepair)
		EXPECT_TRUE(beyondRepair.contains(code)) << code << " has a remedy by now; it was said: " << why;
}

TEST(Remedies, AreForWhatMattersAlone)
{
	for (const Finding &finding : allFindings()) {
		const Remedy expected = finding.severity == Severity::Repaired ? Remedy::Remux : Remedy::None;
		if (!finding.matters()) {
			EXPECT_EQ(finding.remedy, expected) << finding.code;
		}
	}
}

} // namespace
} // namespace DirectPost::Media
