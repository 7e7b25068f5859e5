/** One technician: name, groups, job title, zone. Mail addresses are made of the names. */
export interface TechnicianSeed {
  readonly name: string;
  readonly groups: readonly string[];
  readonly title: string;
  readonly site: string;
  readonly zone: string;
  /** Left the company; still named in old tickets. */
  readonly left?: boolean;
}

/** Two share a first name, so that "Priya" alone is not enough. */
export const TECHNICIANS: readonly TechnicianSeed[] = [
  {
    name: 'Dana Reyes',
    groups: ['Hardware', 'Network'],
    title: 'Senior Support Technician',
    site: 'Boston Head Office',
    zone: 'America/New_York',
  },
  {
    name: 'Marcus Webb',
    groups: ['Network'],
    title: 'Network Engineer',
    site: 'Boston Head Office',
    zone: 'America/New_York',
  },
  {
    name: 'Priya Natarajan',
    groups: ['Applications'],
    title: 'Application Analyst',
    site: 'Austin',
    zone: 'America/Chicago',
  },
  {
    name: 'Priya Sharma',
    groups: ['Access Management'],
    title: 'Identity Administrator',
    site: 'Dublin',
    zone: 'Europe/Dublin',
  },
  {
    name: "Sean O'Connor",
    groups: ['Field Support', 'Hardware'],
    title: 'Field Technician',
    site: 'Dublin',
    zone: 'Europe/Dublin',
  },
  {
    name: 'Lucía Fernández',
    groups: ['Applications', 'Access Management'],
    title: 'Support Technician',
    site: 'Austin',
    zone: 'America/Chicago',
  },
  {
    name: 'Tom Becker',
    groups: ['Hardware'],
    title: 'Support Technician',
    site: 'Boston Head Office',
    zone: 'America/New_York',
  },
  { name: 'Aisha Khan', groups: ['Security'], title: 'Security Analyst', site: 'Remote', zone: 'America/Denver' },
  {
    name: 'Grace Liu',
    groups: ['Applications'],
    title: 'Service Desk Manager',
    site: 'Boston Head Office',
    zone: 'America/New_York',
  },
  {
    name: 'Viktor Petrov',
    groups: ['Network'],
    title: 'Support Technician',
    site: 'Austin',
    zone: 'America/Chicago',
    left: true,
  },
];

/** Name, department, job title, and VIP where marked. Two people are called Maria Garcia. */
export const REQUESTERS: readonly (readonly [name: string, department: string, title: string, vip?: 'vip'])[] = [
  ['Maria Garcia', 'Finance', 'Accounts Payable Specialist'],
  ['Maria Garcia', 'Sales', 'Account Executive'],
  ['James Whitfield', 'Finance', 'Chief Financial Officer', 'vip'],
  ['Eleanor Price', 'Legal', 'General Counsel', 'vip'],
  ['Noah Lindqvist', 'Engineering', 'Software Engineer'],
  ['Hannah Cole', 'Marketing', 'Campaign Manager'],
  ['Oluwaseun Adeyemi', 'Sales', 'Regional Sales Manager'],
  ['Chen Wei', 'Engineering', 'Test Engineer'],
  ['Fiona Gallagher', 'Human Resources', 'HR Business Partner'],
  ['Rajesh Iyer', 'Engineering', 'Engineering Manager'],
  ['Sofia Rossi', 'Marketing', 'Designer'],
  ['Ben Carter', 'Customer Care', 'Support Agent'],
  ['Yuki Tanaka', 'Sales', 'Sales Operations Analyst'],
  ['Anna Kowalska', 'Finance', 'Financial Analyst'],
  ['Derek Hughes', 'Customer Care', 'Team Lead'],
  ['Isabelle Moreau', 'Legal', 'Paralegal'],
  ['Kwame Mensah', 'Engineering', 'Data Engineer'],
  ['Laura Jennings', 'Human Resources', 'Recruiter'],
  ['Patrick Doyle', 'Sales', 'Account Executive'],
  ['Svetlana Ivanova', 'Finance', 'Payroll Manager'],
  ['Tyler Brooks', 'Customer Care', 'Support Agent'],
  ['Nadia Haddad', 'Marketing', 'Content Editor'],
  ['Gregory Stone', 'Sales', 'Vice President, Sales', 'vip'],
  ['Mei-Ling Chang', 'Engineering', 'Product Manager'],
  ['Carlos Mendoza', 'Customer Care', 'Quality Coach'],
  ['Emily Watson', 'Human Resources', 'HR Coordinator'],
  ['Henrik Dahl', 'Engineering', 'Site Reliability Engineer'],
  ['Zoë Müller', 'Marketing', 'Event Manager'],
  ['Robert Klein', 'Finance', 'Controller'],
  ['Amara Okafor', 'Sales', 'Inside Sales'],
  ['Liam Byrne', 'Customer Care', 'Support Agent'],
  ['Jasmine Patel', 'Engineering', 'Software Engineer'],
  ['Walter Schmidt', 'Legal', 'Compliance Officer'],
  ['Rosa Delgado', 'Human Resources', 'Office Manager'],
  ['Ethan Park', 'Sales', 'Solutions Consultant'],
  ['Grace Mbeki', 'Finance', 'Treasury Analyst'],
  ['Owen Davies', 'Engineering', 'Hardware Engineer'],
  ['Claire Dubois', 'Marketing', 'Brand Manager'],
  ['Samir Aziz', 'Customer Care', 'Support Agent'],
  ['Beth Nguyen', 'Sales', 'Account Executive'],
];
