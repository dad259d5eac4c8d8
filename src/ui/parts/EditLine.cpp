#include "EditLine.hpp"

#include <media/Texts.hpp>

#include <QRegularExpression>
#include <QStringList>

#include <cmath>

namespace DirectPost::Ui {

namespace {

constexpr double kWorthSaying_s = 5;

QString secondsText(const Texts &texts, int64_t duration_ms)
{
	return texts.number(static_cast<double>(duration_ms) / 1000, 1);
}

QString meansText(const Texts &texts, const Media::Estimate &estimate)
{
	switch (estimate.means) {
	case Media::Means::Copy:
		return texts.text("Edit.Copied");
	case Media::Means::SoundAlone:
		return texts.text("Edit.SoundAlone");
	case Media::Means::SmartCut:
		return texts.text("Edit.SmartCut", {{"seconds", secondsText(texts, estimate.encoded_ms)}});
	case Media::Means::Encode:
		return texts.text("Edit.Encoded");
	}
	return {};
}

} // namespace

QString timeText(int64_t time_ms, const QLocale &locale)
{
	const QString whole = QString::fromStdString(Media::durationText(time_ms / 1000 * 1000));
	const QString thousandths = QString::number(time_ms % 1000).rightJustified(3, QLatin1Char('0'));
	return whole + locale.decimalPoint() + thousandths;
}

std::optional<int64_t> timeFrom(const QString &text)
{
	static const QRegularExpression form(
		QStringLiteral(R"(^\s*(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3})\d*)?\s*$)"));
	const auto match = form.match(text);
	if (!match.hasMatch())
		return std::nullopt;
	const auto number = [&](int group) {
		return match.captured(group).toLongLong();
	};
	const qint64 fraction_ms = match.captured(4).leftJustified(3, QLatin1Char('0')).toLongLong();
	return ((number(1) * 60 + number(2)) * 60 + number(3)) * 1000 + fraction_ms;
}

QString editLine(const Texts &texts, const Compose::Edit &edit, int64_t duration_ms,
		 const std::optional<Media::Estimate> &estimate, Precision precision)
{
	const auto moment = [&texts, precision](int64_t time_ms) {
		return precision == Precision::Milliseconds ? timeText(time_ms, texts.locale())
							    : QString::fromStdString(Media::durationText(time_ms));
	};
	QStringList said;
	const Media::EditPlan &plan = edit.plan;
	if (plan.start_ms || plan.end_ms)
		said += texts.text("Edit.Range", {{"from", moment(plan.start_ms.value_or(0))},
						  {"to", moment(plan.end_ms.value_or(duration_ms))}});
	if (estimate) {
		said += texts.text("Edit.Seconds", {{"seconds", secondsText(texts, estimate->duration_ms)}});
		said += texts.text("Edit.About", {{"size", texts.size(estimate->size_bytes)}});
		said += meansText(texts, *estimate);
		if (estimate->work_s >= kWorthSaying_s) {
			const std::string work = Media::durationText(std::llround(estimate->work_s) * 1000);
			said += texts.text("Edit.Work", {{"duration", QString::fromStdString(work)}});
		}
	}
	if (const auto cover_ms = Compose::coverInClip_ms(edit))
		said += texts.text("Edit.Cover", {{"time", moment(*cover_ms)}});
	return said.join(QStringLiteral(" · "));
}

QString planLine(const Texts &texts, const Media::EditPlan &plan, int64_t duration_ms)
{
	QStringList said;
	const QString part =
		editLine(texts, {.plan = plan, .cover_ms = {}}, duration_ms, std::nullopt, Precision::Seconds);
	if (!part.isEmpty())
		said += part;
	if (plan.layout.isUpright())
		said += layoutText(texts, plan.layout.kind);
	if (plan.isRepaired)
		said += texts.text("AutoPublish.Repaired");
	return said.join(QStringLiteral(" · "));
}

QString layoutText(const Texts &texts, Media::LayoutKind kind)
{
	switch (kind) {
	case Media::LayoutKind::AsRecorded:
		return texts.text("Editor.AsRecorded");
	case Media::LayoutKind::VerticalCrop:
		return texts.text("Editor.VerticalCrop");
	case Media::LayoutKind::VerticalBlurred:
		return texts.text("Editor.VerticalBlurred");
	case Media::LayoutKind::CameraOverGame:
		return texts.text("Editor.CameraOverGame");
	}
	return {};
}

QString presetEditLine(const Texts &texts, const Compose::PresetEdit &edit)
{
	QStringList said;
	if (edit.last_s)
		said += texts.text("Edit.Last", {{"seconds", QString::number(*edit.last_s)}});
	if (edit.layout != Media::LayoutKind::AsRecorded)
		said += layoutText(texts, edit.layout);
	if (edit.isRepaired)
		said += texts.text("AutoPublish.Repair");
	return said.join(QStringLiteral(" · "));
}

} // namespace DirectPost::Ui
