namespace SchemaGeneration.Model;

/// <summary>Makes names out of words of the field, each once.</summary>
internal sealed class NameSource(Random random)
{
    private static readonly string[] First =
    [
        "Academic", "Accommodation", "Assessment", "Attendance", "Behavior", "Calendar", "Career", "Certification", "Citizenship",
        "Competency", "Contract", "Course", "Credit", "Crisis", "Curriculum", "Discipline", "Eligibility", "Enrollment", "Evaluation",
        "Facility", "Feeder", "Funding", "Grade", "Grading", "Graduation", "Health", "Immunization", "Incident", "Instruction",
        "Intervention", "Language", "Learning", "Meal", "Objective", "Payroll", "Program", "Proficiency", "Residency", "Retest", "Service",
        "Skill", "Survey", "Term", "Tribal", "Visa", "Weapon",
    ];

    private static readonly string[] Second =
    [
        "Action", "Agreement", "Area", "Category", "Characteristic", "Code", "Cohort", "Content", "Duration", "Event", "Format", "Group",
        "History", "Indicator", "Item", "Level", "Location", "Measure", "Method", "Need", "Outcome", "Period", "Plan", "Position",
        "Purpose", "Rank", "Reason", "Record", "Response", "Result", "Role", "Scale", "Setting", "Source", "Standard", "Status", "Subject",
        "System", "Topic", "Type", "Unit", "Value",
    ];

    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name that this source has not given before.</summary>
    public string Next(string suffix = "")
    {
        var name = Pick(First) + Pick(Second) + suffix;
        for (var attempt = 0; !_used.Add(name); attempt++)
            name = Pick(First) + Pick(Second) + (attempt < 8 ? "" : Pick(Second)) + (attempt < 16 ? "" : $"{attempt}") + suffix;
        return name;
    }

    private string Pick(string[] words) => words[random.Next(words.Length)];
}
