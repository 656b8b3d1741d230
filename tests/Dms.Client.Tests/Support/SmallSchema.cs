using System.Text.Json.Nodes;

namespace Dms.Client.Tests.Support;

/// <summary>A core of three resources and an extension, in which every accessor has something to show.</summary>
internal static class SmallSchema
{
    public static JsonNode Core() => JsonNode.Parse("""
        {
          "apiSchemaVersion": "1.0.0",
          "projectSchema": {
            "projectName": "Ed-Fi", "projectEndpointName": "ed-fi", "projectVersion": "5.2.0", "description": "The core",
            "isExtensionProject": false, "compatibleDsRange": null, "domains": ["Enrollment"],
            "educationOrganizationTypes": ["School", "LocalEducationAgency"],
            "educationOrganizationHierarchy": {
              "School": {"LocalEducationAgency": "$.localEducationAgencyReference.localEducationAgencyId"}, "LocalEducationAgency": {}
            },
            "abstractResources": {
              "EducationOrganization": {"identityJsonPaths": ["$.educationOrganizationId"], "openApiFragment": {"components": {}}}
            },
            "caseInsensitiveEndpointNameMapping": {
              "schools": "schools", "studentschoolassociations": "studentSchoolAssociations", "gradeleveldescriptors": "gradeLevelDescriptors"
            },
            "resourceNameMapping": {
              "School": "schools", "StudentSchoolAssociation": "studentSchoolAssociations", "GradeLevelDescriptor": "gradeLevelDescriptors"
            },
            "openApiBaseDocuments": {"resources": {"paths": {}}, "descriptors": {"paths": {}}},
            "resourceSchemas": {
              "schools": {
                "resourceName": "School", "domains": ["Enrollment"], "isDescriptor": false, "isSchoolYearEnumeration": false,
                "isResourceExtension": false, "isSubclass": true, "subclassType": "domainEntity",
                "superclassProjectName": "Ed-Fi", "superclassResourceName": "EducationOrganization",
                "superclassIdentityJsonPath": "$.educationOrganizationId", "allowIdentityUpdates": false,
                "identityJsonPaths": ["$.schoolId"], "equalityConstraints": [],
                "booleanJsonPaths": ["$.isOpen"], "numericJsonPaths": ["$.schoolId", "$.grades[*].level"],
                "dateJsonPaths": ["$.opened"], "dateTimeJsonPaths": ["$.checkedAt"],
                "decimalPropertyValidationInfos": [{"path": "$.ratio", "totalDigits": 5, "decimalPlaces": 2}, {"path": "$.weight"}],
                "arrayUniquenessConstraints": [
                  {"paths": ["$.grades[*].level"]},
                  {"basePath": "$.classes[*]", "nestedConstraints": [{"basePath": "$.seats[*]", "paths": ["$.number"]}]}
                ],
                "documentPathsMapping": {
                  "SchoolId": {"isReference": false, "isPartOfIdentity": true, "isRequired": true, "path": "$.schoolId", "type": "number"}
                },
                "queryFieldMapping": {"schoolId": [{"path": "$.schoolId", "type": "number"}]},
                "securableElements": {"Namespace": [], "EducationOrganization": [{"metaEdName": "SchoolId", "jsonPath": "$.schoolId"}],
                  "Student": [], "Contact": [], "Staff": []},
                "authorizationPathways": [],
                "jsonSchemaForInsert": {"type": "object", "additionalProperties": false,
                  "properties": {"schoolId": {"type": "integer"}, "name": {"description": "\"Größe\" + <b>"}}, "required": ["schoolId"]},
                "openApiFragments": {"resources": {"paths": {"/ed-fi/schools": {}}}}
              },
              "studentSchoolAssociations": {
                "resourceName": "StudentSchoolAssociation", "isDescriptor": false, "isSchoolYearEnumeration": false,
                "isResourceExtension": false, "isSubclass": false, "allowIdentityUpdates": true,
                "identityJsonPaths": ["$.entryDate", "$.schoolReference.schoolId"],
                "equalityConstraints": [{"sourceJsonPath": "$.calendarReference.schoolId", "targetJsonPath": "$.schoolReference.schoolId"}],
                "documentPathsMapping": {
                  "School": {"isReference": true, "isDescriptor": false, "isRequired": true, "isPartOfIdentity": true,
                    "projectName": "Ed-Fi", "resourceName": "School",
                    "referenceJsonPaths": [
                      {"identityJsonPath": "$.schoolId", "referenceJsonPath": "$.schoolReference.schoolId", "type": "number"}]},
                  "EntryGradeLevel": {"isReference": true, "isDescriptor": true, "isRequired": false, "isPartOfIdentity": false,
                    "projectName": "Ed-Fi", "resourceName": "GradeLevelDescriptor", "path": "$.entryGradeLevelDescriptor", "type": "string"}
                },
                "queryFieldMapping": {"entryDate": [{"path": "$.entryDate", "type": "date"}],
                  "schoolId": [{"path": "$.schoolReference.schoolId", "type": "number"}, {"path": "$.calendarReference.schoolId", "type": "number"}]},
                "securableElements": {"Namespace": [], "EducationOrganization": [],
                  "Student": ["$.studentReference.studentUniqueId"], "Contact": ["$.contactReference.contactUniqueId"],
                  "Staff": ["$.staffReference.staffUniqueId"]},
                "authorizationPathways": ["StudentSchoolAssociationAuthorization"],
                "jsonSchemaForInsert": {"type": "object"}
              },
              "gradeLevelDescriptors": {
                "resourceName": "GradeLevelDescriptor", "isDescriptor": true, "isSchoolYearEnumeration": false, "isSubclass": false,
                "allowIdentityUpdates": false, "identityJsonPaths": [], "equalityConstraints": [], "documentPathsMapping": {},
                "securableElements": {"Namespace": ["$.namespace"], "EducationOrganization": [], "Student": [], "Contact": [], "Staff": []},
                "jsonSchemaForInsert": {"properties": {"id": {"type": "number"}, "namespace": {}}, "required": ["namespace", "id"]}
              }
            }
          }
        }
        """)!;

    public static JsonNode Extension() => JsonNode.Parse("""
        {
          "apiSchemaVersion": "1.0.0",
          "projectSchema": {
            "projectName": "Sample", "projectEndpointName": "sample", "projectVersion": "1.0.0", "description": "An extension",
            "isExtensionProject": true, "compatibleDsRange": "5.2.0", "domains": [], "educationOrganizationTypes": [],
            "educationOrganizationHierarchy": {}, "abstractResources": {},
            "caseInsensitiveEndpointNameMapping": {"buses": "buses"}, "resourceNameMapping": {"Bus": "buses"},
            "resourceSchemas": {
              "buses": {"resourceName": "Bus", "isDescriptor": false, "isSchoolYearEnumeration": false, "isResourceExtension": false,
                "isSubclass": false, "allowIdentityUpdates": false, "identityJsonPaths": ["$.busId"], "equalityConstraints": [],
                "documentPathsMapping": {}, "jsonSchemaForInsert": {"properties": {"busId": {}}, "required": ["busId"]}},
              "schools": {"resourceName": "School", "isDescriptor": false, "isSchoolYearEnumeration": false, "isResourceExtension": true,
                "isSubclass": false, "allowIdentityUpdates": false, "identityJsonPaths": [], "equalityConstraints": [],
                "documentPathsMapping": {}, "jsonSchemaForInsert": {"properties": {}}}
            }
          }
        }
        """)!;
}
